/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Client and server with TLS between them.
 */
class HeartbeatTlsTestCase {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    private static Path directory;
    private static TestCertificate balancer;
    private static TestCertificate node;
    private static TestCertificate stranger;

    private final List<AutoCloseable> resources = new ArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeCertificates() throws Exception {
        balancer = new TestCertificate(directory, "balancer", "ip:127.0.0.1");
        node = new TestCertificate(directory, "node", "dns:node.example.com");
        stranger = new TestCertificate(directory, "stranger", "ip:127.0.0.2");
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : this.resources) {
            resource.close();
        }
    }

    @Test
    void aNodeWithATrustedCertificateRegistersTellsItsStatesAndLeaves() throws Exception {
        HeartbeatServer server = server(balancer.context(node), true, null);
        HeartbeatClient client = client(server, node.context(balancer), null);
        await().until(() -> this.events.contains("registered n1 UP"));
        for (int i = 0; i < 200; i++) {
            client.announce(i % 2 == 0 ? NodeState.DRAINING : NodeState.UP).toCompletableFuture().get(5, TimeUnit.SECONDS);
        }
        assertThat(this.events).filteredOn("state DRAINING"::equals).hasSize(100);
        client.close();
        await().until(() -> this.events.contains("left n1"));
    }

    @Test
    void aCertificateIsAsGoodAsASecretAndBothTogetherAreNeededWhereBothAreAsked() throws Exception {
        HeartbeatServer server = server(balancer.context(node), true, "s3cret");
        client(server, node.context(balancer), "other");
        await().until(() -> this.events.contains("refused"));
        client(server, node.context(balancer), "s3cret");
        await().until(() -> this.events.contains("registered n1 UP"));
    }

    @Test
    void whereNoCertificateIsAskedTheSecretDecides() throws Exception {
        HeartbeatServer server = server(balancer.context(node), false, "s3cret");
        client(server, balancer.trusting(), "s3cret");
        await().until(() -> this.events.contains("registered n1 UP"));
    }

    @Test
    void aNodeWithoutATrustedCertificateOrWithoutTlsIsRefused() throws Exception {
        HeartbeatServer server = server(balancer.context(node), true, null);
        client(server, balancer.trusting(), null);
        await().until(() -> this.events.contains("refused"));
        this.events.clear();
        client(server, stranger.context(balancer), null);
        await().until(() -> this.events.contains("refused"));
        client(server, null, null);
        await().during(Duration.ofMillis(500)).until(() -> this.events.stream().noneMatch(event -> event.startsWith("registered")));
    }

    @Test
    void aBalancerWithoutATrustedCertificateOfItsAddressIsNotBelieved() throws Exception {
        HeartbeatServer server = server(balancer.context(node), true, null);
        client(server, node.context(stranger), null);
        HeartbeatServer elsewhere = server(stranger.context(node), true, null);
        client(elsewhere, node.context(stranger), null);
        await().during(Duration.ofMillis(500)).until(() -> this.events.stream().noneMatch(event -> event.startsWith("registered")));
    }

    @Test
    void garbageEndsItsOwnConnectionOnly() throws Exception {
        HeartbeatServer server = server(balancer.context(node), true, null);
        HeartbeatClient client = client(server, node.context(balancer), null);
        await().until(() -> this.events.contains("registered n1 UP"));
        Random random = new Random(20260301);
        for (int i = 0; i < 100; i++) {
            byte[] garbage = new byte[1 + random.nextInt(300)];
            random.nextBytes(garbage);
            if (i % 2 == 0) {
                // The beginning of a TLS record.
                System.arraycopy(new byte[]{22, 3, 1, 0, 100}, 0, garbage, 0, Math.min(garbage.length, 5));
            }
            try (Socket socket = new Socket(LOOPBACK, server.localAddress().getPort())) {
                socket.getOutputStream().write(garbage);
            } catch (IOException e) {
                // Closed by the server before all was written.
                assertThat(e).isNotNull();
            }
        }
        client.announce(NodeState.DRAINING).toCompletableFuture().get(5, TimeUnit.SECONDS);
        assertThat(this.events).contains("state DRAINING").noneMatch(event -> event.startsWith("down"));
    }

    private HeartbeatServer server(SSLContext context, boolean certificate, String secret) throws IOException {
        HeartbeatServer server = new HeartbeatServer(new HeartbeatServer.Configuration() {
            @Override
            public InetSocketAddress address() {
                return new InetSocketAddress(LOOPBACK, 0);
            }

            @Override
            public BalancerDescription balancer() {
                return new BalancerDescription("lb1", Map.of(), Map.of());
            }

            @Override
            public SSLContext sslContext() {
                return context;
            }

            @Override
            public boolean requiresCertificate() {
                return certificate;
            }

            @Override
            public byte[] secret() {
                return RawNode.bytes(secret);
            }

            @Override
            public HeartbeatServer.Listener listener() {
                return new Recorder();
            }
        });
        this.resources.add(server);
        server.start();
        return server;
    }

    private HeartbeatClient client(HeartbeatServer server, SSLContext context, String secret) {
        HeartbeatClient client = new HeartbeatClient(new HeartbeatClient.Configuration() {
            @Override
            public NodeDescription node() {
                return RawNode.describe("n1");
            }

            @Override
            public Collection<InetSocketAddress> balancers() {
                return List.of(new InetSocketAddress("127.0.0.1", server.localAddress().getPort()));
            }

            @Override
            public SSLContext sslContext() {
                return context;
            }

            @Override
            public byte[] secret() {
                return RawNode.bytes(secret);
            }

            @Override
            public Duration reconnectDelay() {
                return Duration.ofMillis(100);
            }
        });
        this.resources.add(client);
        client.start();
        return client;
    }

    private final class Recorder implements HeartbeatServer.Listener {
        @Override
        public void nodeRegistered(NodeDescription description, NodeState state) {
            HeartbeatTlsTestCase.this.events.add("registered " + description.name() + ' ' + state);
        }

        @Override
        public void nodeStateChanged(String name, NodeState state) {
            HeartbeatTlsTestCase.this.events.add("state " + state);
        }

        @Override
        public void nodeDown(String name, String reason) {
            HeartbeatTlsTestCase.this.events.add("down " + name + ' ' + reason);
        }

        @Override
        public void nodeLeft(String name) {
            HeartbeatTlsTestCase.this.events.add("left " + name);
        }

        @Override
        public void refused(InetAddress peer) {
            HeartbeatTlsTestCase.this.events.add("refused");
        }
    }
}
