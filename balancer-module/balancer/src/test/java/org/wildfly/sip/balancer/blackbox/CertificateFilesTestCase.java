/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;

import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.main.LoadBalancer;
import org.wildfly.sip.balancer.reload.ConfigurationFile;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The files with certificates.
 */
class CertificateFilesTestCase {
    @TempDir
    static Path directory;
    private static TestCertificate first;
    private static TestCertificate second;

    private final ConfigurationReader reader = new ConfigurationReader(warning -> {
    });

    @BeforeAll
    static void makeCertificates() throws Exception {
        first = new TestCertificate(directory, "first", "ip:127.0.0.1");
        second = new TestCertificate(directory, "second", "ip:127.0.0.1");
    }

    private static Path file(Object keyStore, String more) throws IOException {
        return Files.writeString(directory.resolve("lb.properties"), "externalTlsPort=0\nheartbeatPort=0\noperationsPort=-1\n"
                + "javax.net.ssl.keyStore=" + keyStore + '\n' + more);
    }

    /** The name of who answers, if he shows the given certificate. */
    private static String shown(LoadBalancer balancer, TestCertificate wanted) throws Exception {
        try (SSLSocket socket = (SSLSocket) wanted.context(wanted).getSocketFactory().createSocket("127.0.0.1",
                balancer.addresses(Leg.EXTERNAL).get(Transport.TLS).getPort())) {
            socket.startHandshake();
            SSLSession session = socket.getSession();
            return ((X509Certificate) session.getPeerCertificates()[0]).getSubjectX500Principal().getName();
        }
    }

    @Test
    void aNewCertificateIsShownAfterAReloadAndABadFileChangesNothing() throws Exception {
        String password = "javax.net.ssl.keyStorePassword=" + TestCertificate.PASSWORD;
        Path file = file(first.keyStore(), password);
        BalancerConfiguration configuration = this.reader.read(file);
        try (LoadBalancer balancer = new LoadBalancer(configuration, new ConfigurationFile(file, this.reader))) {
            assertThat(shown(balancer, first)).isEqualTo("CN=first");
            file(second.keyStore(), password);
            assertThat(balancer.reloader().reload().isGood()).isTrue();
            assertThat(shown(balancer, second)).isEqualTo("CN=second");
            file(first.keyStore(), "javax.net.ssl.keyStorePassword=wrong");
            assertThat(balancer.reloader().reload().problem()).contains("javax.net.ssl.keyStore").contains("cannot be used");
            assertThat(shown(balancer, second)).isEqualTo("CN=second");
        }
    }

    @Test
    void keyAndCertificateMayBeText() throws Exception {
        char[] password = TestCertificate.PASSWORD.toCharArray();
        byte[] key = KeyStore.getInstance(first.keyStore().toFile(), password).getKey("first", password).getEncoded();
        Path pem = directory.resolve("key.pem");
        Files.writeString(pem, "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(key) + "\n-----END PRIVATE KEY-----\n" + Files.readString(first.certificate()));
        try (LoadBalancer balancer = new LoadBalancer(this.reader.read(file(pem, "")))) {
            assertThat(shown(balancer, first)).isEqualTo("CN=first");
        }
    }

    @Test
    void aFileThatCannotBeUsedIsToldWithItsKey() throws Exception {
        BalancerConfiguration withoutKey = this.reader.read(file(first.certificate(), ""));
        assertThatThrownBy(() -> new LoadBalancer(withoutKey)).isInstanceOf(IOException.class)
                .hasMessageContaining("javax.net.ssl.keyStore=").hasMessageContaining("it holds no private key");
    }
}
