/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that somebody has signed himself, made by the JDK's keytool.
 */
final class TestCertificate {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore store;

    /**
     * @param names as keytool wants them, for instance {@code ip:127.0.0.1}
     */
    TestCertificate(Path directory, String name, String names) throws Exception {
        Path file = directory.resolve(name + ".p12");
        Process tool = new ProcessBuilder(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
                        name, "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=" + names, "-keystore", file.toString(), "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true).start();
        String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tool.waitFor()).as(output).isZero();
        this.store = KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    /** For somebody who shows this certificate and trusts another. */
    SSLContext context(TestCertificate trusted) throws Exception {
        return context(this, trusted);
    }

    /** For somebody who shows none and trusts this one. */
    SSLContext trusting() throws Exception {
        return context(null, this);
    }

    private static SSLContext context(TestCertificate own, TestCertificate trusted) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own == null ? null : own.store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted.store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
