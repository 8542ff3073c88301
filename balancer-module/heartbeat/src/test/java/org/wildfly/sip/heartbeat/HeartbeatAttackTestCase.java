/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What does not keep nodes from their balancer.
 */
class HeartbeatAttackTestCase {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final List<String> registered = new CopyOnWriteArrayList<>();
    private HeartbeatServer server;

    @BeforeEach
    void start() throws Exception {
        this.server = new HeartbeatServer(new HeartbeatServer.Configuration() {
            @Override
            public InetSocketAddress address() {
                return new InetSocketAddress(LOOPBACK, 0);
            }

            @Override
            public BalancerDescription balancer() {
                Map<Transport, InetSocketAddress> addresses = Map.of(Transport.UDP, new InetSocketAddress(LOOPBACK, 5065));
                return new BalancerDescription("lb1", addresses, addresses);
            }

            @Override
            public HeartbeatServer.Listener listener() {
                return new Listener();
            }
        });
        this.server.start();
    }

    @AfterEach
    void stop() {
        this.server.close();
    }

    @Test
    void whoKeepsConnectionsOpenWithoutAWordGetsFew() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                silent.add(new Socket(LOOPBACK, this.server.localAddress().getPort(), InetAddress.getByName("127.0.0.2"), 0));
            }
            assertThat(open(silent)).isLessThanOrEqualTo(32);
            try (RawNode node = new RawNode(this.server.localAddress(), null)) {
                node.register("n1");
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
        assertThat(this.registered).containsExactly("n1");
    }

    private static int open(List<Socket> sockets) throws IOException {
        int open = 0;
        for (Socket socket : sockets) {
            socket.setSoTimeout(20);
            try {
                open += socket.getInputStream().read() < 0 ? 0 : 1;
            } catch (SocketTimeoutException e) {
                open++;
            } catch (IOException e) {
                // Reset instead of closed.
                assertThat(socket.isConnected()).isTrue();
            }
        }
        return open;
    }

    @Test
    void whoHasNotRegisteredSaysNothingThatIsNotKnown() throws Exception {
        try (RawNode node = new RawNode(this.server.localAddress(), null)) {
            node.write(RawNode.frame(99, new byte[10]));
            assertThat(node.isClosedByServer()).isTrue();
        }
        try (RawNode node = new RawNode(this.server.localAddress(), null)) {
            node.register("n1");
            node.write(RawNode.frame(99, new byte[10]));
            node.write(node.sealed(FrameType.BYE, new byte[0]));
            assertThat(node.isClosedByServer()).isTrue();
        }
        assertThat(this.registered).containsExactly("n1", "left n1");
    }

    @Test
    void anErrorOfWhoIsToldCostsTheConnectionNotTheServer() throws Exception {
        try (RawNode node = new RawNode(this.server.localAddress(), null)) {
            node.write(node.sealed(FrameType.REGISTER,
                    new PayloadWriter().registration(RawNode.describe("erroneous"), NodeState.UP).toBytes()));
            assertThat(node.isClosedByServer()).isTrue();
        }
        try (RawNode node = new RawNode(this.server.localAddress(), null)) {
            node.register("n1");
        }
        assertThat(this.registered).containsExactly("n1");
    }

    private final class Listener implements HeartbeatServer.Listener {
        @Override
        public void nodeRegistered(NodeDescription node, NodeState state) {
            if (node.name().equals("erroneous")) {
                throw new NoClassDefFoundError("some/Library");
            }
            HeartbeatAttackTestCase.this.registered.add(node.name());
        }

        @Override
        public void nodeStateChanged(String name, NodeState state) {
            HeartbeatAttackTestCase.this.registered.add(name + ' ' + state);
        }

        @Override
        public void nodeDown(String name, String reason) {
            // Nothing to note: the connections of these tests end like this.
        }

        @Override
        public void nodeLeft(String name) {
            HeartbeatAttackTestCase.this.registered.add("left " + name);
        }
    }
}
