/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.HeartbeatClient;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Nodes that prove themselves by certificates.
 */
class NativeTlsTestCase {
    @TempDir
    private static Path directory;
    private static TestCertificate balancerCertificate;
    private static TestCertificate nodeCertificate;
    private static TestCertificate stranger;

    @BeforeAll
    static void makeCertificates() throws Exception {
        balancerCertificate = new TestCertificate(directory, "balancer", "ip:127.0.0.1");
        nodeCertificate = new TestCertificate(directory, "node", "ip:127.0.0.1");
        stranger = new TestCertificate(directory, "stranger", "ip:127.0.0.1");
    }

    private static Balancer balancer(String password) throws Exception {
        return new Balancer("heartbeatKeyStore=" + balancerCertificate.keyStore(), "heartbeatKeyStorePassword=" + password,
                "heartbeatTrustStore=" + nodeCertificate.certificate());
    }

    private static HeartbeatClient node(Balancer balancer, SSLContext context) throws Exception {
        HeartbeatClient client = balancer.add(new HeartbeatClient(new HeartbeatClient.Configuration() {
            @Override
            public NodeDescription node() {
                return NodeDescription.of("n1", "0", Map.of(Transport.UDP, new InetSocketAddress(Balancer.HOST, 5080)));
            }

            @Override
            public Collection<InetSocketAddress> balancers() {
                return List.of(new InetSocketAddress(Balancer.HOST, balancer.running().heartbeatPort()));
            }

            @Override
            public SSLContext sslContext() {
                return context;
            }

            @Override
            public Duration reconnectDelay() {
                return Duration.ofMillis(100);
            }
        }));
        client.start();
        return client;
    }

    @Test
    void aNodeWithATrustedCertificateIsTaken() throws Exception {
        try (Balancer balancer = balancer(TestCertificate.PASSWORD)) {
            node(balancer, nodeCertificate.context(balancerCertificate));
            await().until(() -> balancer.running().registry().state("n1") == NodeState.UP);
        }
    }

    @Test
    void whoHasAnotherCertificateOrNoneIsRefusedAndCounted() throws Exception {
        try (Balancer balancer = balancer(TestCertificate.PASSWORD)) {
            HeartbeatClient other = node(balancer, stranger.context(balancerCertificate));
            await().until(() -> balancer.running().statistics().get(Counter.ANNOUNCEMENTS_REFUSED) > 0);
            other.close();
            long before = balancer.running().statistics().get(Counter.ANNOUNCEMENTS_REFUSED);
            node(balancer, null);
            await().until(() -> balancer.running().statistics().get(Counter.ANNOUNCEMENTS_REFUSED) > before);
            assertThat(balancer.running().registry().state("n1")).isNull();
        }
    }

    @Test
    void aStoreThatCannotBeReadIsNamed() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> balancer("wrong")).withMessageContaining("heartbeatKeyStore");
    }
}
