/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.heartbeat.BalancerDescription;
import org.wildfly.sip.heartbeat.HeartbeatClient;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Nodes that announce themselves, and calls.
 */
class HeartbeatTestCase {
    private static final String URI = "sip:bob@example.com";
    private static final String SECRET = "heartbeatSecret=0123456789";

    private static HeartbeatClient client(String name, InetSocketAddress balancer, UdpPeer peer) {
        HeartbeatClient client = new HeartbeatClient(new HeartbeatClient.Configuration() {
            @Override
            public NodeDescription node() {
                return NodeDescription.of(name, "1.2", Map.of(Transport.UDP, peer.address()));
            }

            @Override
            public Collection<InetSocketAddress> balancers() {
                return List.of(balancer);
            }

            @Override
            public byte[] secret() {
                return "0123456789".getBytes();
            }

            @Override
            public Duration reconnectDelay() {
                return Duration.ofMillis(100);
            }
        });
        client.start();
        return client;
    }

    @Test
    void aNodeThatHasAnnouncedItselfGetsCallsUntilItDrainsOrLeaves() throws Exception {
        try (Balancer balancer = new Balancer(SECRET)) {
            UdpPeer phone = balancer.phone();
            UdpPeer node = balancer.add(new UdpPeer());
            HeartbeatClient client = balancer
                    .add(client("n1", new InetSocketAddress(Balancer.HOST, balancer.running().heartbeatPort()), node));
            await().until(() -> !client.balancers().isEmpty());
            BalancerDescription described = client.balancers().get(0);
            assertThat(described.internalAddresses()).containsEntry(Transport.UDP, balancer.internal()).containsEntry(Transport.TCP,
                    balancer.internal());
            assertThat(described.externalAddresses()).containsEntry(Transport.UDP, balancer.external());
            phone.send(balancer.external(), phone.request("INVITE", URI));
            assertThat(node.receive().header("Record-Route")).contains(";version=1.2>");
            client.announce(NodeState.DRAINING).toCompletableFuture().get(5, TimeUnit.SECONDS);
            phone.send(balancer.external(), phone.request("INVITE", URI));
            assertThat(phone.receive().status()).isEqualTo(503);
            client.announce(NodeState.UP).toCompletableFuture().get(5, TimeUnit.SECONDS);
            phone.send(balancer.external(), phone.request("INVITE", URI));
            assertThat(node.receive().method()).isEqualTo("INVITE");
            client.close();
            await().until(() -> balancer.running().registry().state("n1") == NodeState.DOWN);
            phone.send(balancer.external(), phone.request("INVITE", URI));
            assertThat(phone.receive().status()).isEqualTo(503);
        }
    }

    @Test
    void aNodeWhoseConnectionBreaksIsDeadAtOnceAndOneThatComesBackIsBack() throws Exception {
        try (Balancer balancer = new Balancer(SECRET, "nodeTimeout=600000"); Relay relay = new Relay(balancer.running().heartbeatPort())) {
            UdpPeer phone = balancer.phone();
            UdpPeer node = balancer.add(new UdpPeer());
            HeartbeatClient client = balancer.add(client("n1", relay.address(), node));
            await().until(() -> !client.balancers().isEmpty());
            relay.accepting = false;
            relay.breakConnections();
            await().atMost(Duration.ofSeconds(1)).until(() -> balancer.running().registry().state("n1") == NodeState.DOWN);
            phone.send(balancer.external(), phone.request("INVITE", URI));
            assertThat(phone.receive().status()).isEqualTo(503);
            relay.accepting = true;
            await().until(() -> balancer.running().registry().state("n1") == NodeState.UP);
            phone.send(balancer.external(), phone.request("INVITE", URI));
            assertThat(node.receive().method()).isEqualTo("INVITE");
        }
    }

    /** Stands between a node and a balancer and can break what it connects. */
    private static final class Relay implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName(Balancer.HOST));
        private final List<Socket> sockets = new CopyOnWriteArrayList<>();
        private final int target;
        private volatile boolean accepting = true;

        Relay(int target) throws IOException {
            this.target = target;
            start(this::accept);
        }

        InetSocketAddress address() {
            return new InetSocketAddress(Balancer.HOST, this.server.getLocalPort());
        }

        void breakConnections() throws IOException {
            for (Socket socket : this.sockets) {
                socket.close();
            }
        }

        private void accept() throws IOException {
            while (true) {
                Socket one = this.server.accept();
                if (!this.accepting) {
                    one.close();
                    continue;
                }
                Socket other = new Socket(Balancer.HOST, this.target);
                this.sockets.add(one);
                this.sockets.add(other);
                start(() -> copy(one, other));
                start(() -> copy(other, one));
            }
        }

        private static void copy(Socket from, Socket to) throws IOException {
            try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
                in.transferTo(out);
            }
        }

        private static void start(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (IOException e) {
                    // Broken on purpose, or closed.
                    Thread.currentThread().interrupt();
                }
            }, "relay");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            this.server.close();
            breakConnections();
        }

        private interface Work {
            void run() throws IOException;
        }
    }
}
