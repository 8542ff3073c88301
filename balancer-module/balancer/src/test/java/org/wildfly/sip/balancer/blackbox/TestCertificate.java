/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that somebody has signed himself, made by the JDK's keytool: a key store, and the certificate as text.
 */
final class TestCertificate {
    static final String PASSWORD = "changeit";

    private final Path keyStore;
    private final Path certificate;

    /**
     * @param names as keytool wants them, for instance {@code ip:127.0.0.1,dns:localhost}
     */
    TestCertificate(Path directory, String name, String names) throws Exception {
        this.keyStore = directory.resolve(name + ".p12");
        this.certificate = directory.resolve(name + ".pem");
        keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=" + names, "-validity", "3650");
        keytool("-exportcert", "-rfc", "-alias", name, "-file", this.certificate.toString());
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", this.keyStore.toString(), "-storepass", PASSWORD));
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tool.waitFor()).as(output).isZero();
    }

    /** The lines of lb.properties that have the balancer show it and trust who shows it. */
    String[] lines() {
        return new String[]{"javax.net.ssl.keyStore=" + this.keyStore, "javax.net.ssl.keyStorePassword=" + PASSWORD,
                "javax.net.ssl.trustStore=" + this.certificate};
    }

    Path keyStore() {
        return this.keyStore;
    }

    Path certificate() {
        return this.certificate;
    }

    /** For somebody who shows this certificate and trusts another. */
    SSLContext context(TestCertificate trusted) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(this.keyStore.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(trusted.keyStore.toFile(), PASSWORD.toCharArray()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** Takes another's files in place of its own. */
    void replaceBy(TestCertificate other) throws IOException {
        Files.copy(other.keyStore, this.keyStore, StandardCopyOption.REPLACE_EXISTING);
    }
}
