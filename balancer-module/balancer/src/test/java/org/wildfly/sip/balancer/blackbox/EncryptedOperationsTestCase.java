/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.main.LoadBalancer;

/**
 * The operations port with HTTPS.
 */
class EncryptedOperationsTestCase {

    @TempDir
    private Path directory;

    private static BalancerConfiguration read(String... lines) throws Exception {
        String text = "externalPort=0\nheartbeatPort=0\noperationsPort=0\nudpReceiveBufferSize=65536\noperationsTls=true\n";
        return new ConfigurationReader(warning -> {
        }).read("lb.properties", new StringReader(text + String.join("\n", lines)));
    }

    @Test
    void itShowsTheCertificateOfTheBalancer() throws Exception {
        TestCertificate certificate = new TestCertificate(this.directory, "balancer", "ip:127.0.0.1");
        try (LoadBalancer balancer = new LoadBalancer(read(certificate.lines()))) {
            HttpClient client = HttpClient.newBuilder().sslContext(certificate.context(certificate)).build();
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + balancer.operationsPort() + "/health/live")).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void itSpeaksTheProtocolsThatAreConfiguredOnly() throws Exception {
        TestCertificate certificate = new TestCertificate(this.directory, "balancer", "ip:127.0.0.1");
        try (LoadBalancer balancer = new LoadBalancer(read(certificate.lines()[0], certificate.lines()[1], "tlsClientProtocols=TLSv1.3"));
                SSLSocket socket = (SSLSocket) certificate.context(certificate).getSocketFactory().createSocket("127.0.0.1",
                        balancer.operationsPort())) {
            socket.setEnabledProtocols(new String[]{"TLSv1.2"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void withoutACertificateItSaysWhatIsMissing() {
        assertThatThrownBy(() -> read()).hasMessageContaining("operationsTls=true needs a certificate: set javax.net.ssl.keyStore");
    }
}
