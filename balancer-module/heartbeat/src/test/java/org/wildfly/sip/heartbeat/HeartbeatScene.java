/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;

/**
 * A balancer's heartbeat server, nodes' clients, and what they tell their listeners, anew for each test.
 */
abstract class HeartbeatScene {
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    static final BalancerDescription BALANCER = new BalancerDescription("lb1",
            Map.of(Transport.UDP, new InetSocketAddress(LOOPBACK, 5065)),
            Map.of(Transport.UDP, new InetSocketAddress(LOOPBACK, 5060)));

    private final List<AutoCloseable> resources = new ArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : this.resources) {
            resource.close();
        }
    }

    HeartbeatServer server(String secret, Duration nodeTimeout) throws IOException {
        return server(secret, nodeTimeout, 0, new ArrayList<>());
    }

    HeartbeatServer server(String secret, Duration nodeTimeout, int port, Collection<NodeDescription> nodes) throws IOException {
        HeartbeatServer server = new HeartbeatServer(new HeartbeatServer.Configuration() {
            @Override
            public InetSocketAddress address() {
                return new InetSocketAddress(LOOPBACK, port);
            }

            @Override
            public BalancerDescription balancer() {
                return BALANCER;
            }

            @Override
            public byte[] secret() {
                return RawNode.bytes(secret);
            }

            @Override
            public Duration nodeTimeout() {
                return nodeTimeout;
            }

            @Override
            public HeartbeatServer.Listener listener() {
                return new ServerRecorder(nodes);
            }
        });
        this.resources.add(server);
        server.start();
        return server;
    }

    HeartbeatClient client(String name, String secret, InetSocketAddress balancer, HeartbeatClient.Listener listener) {
        return client(name, secret, balancer, listener, true);
    }

    HeartbeatClient client(String name, String secret, InetSocketAddress balancer, HeartbeatClient.Listener listener,
            boolean start) {
        HeartbeatClient client = new HeartbeatClient(new HeartbeatClient.Configuration() {
            @Override
            public NodeDescription node() {
                return RawNode.describe(name);
            }

            @Override
            public Collection<InetSocketAddress> balancers() {
                return balancer == null ? List.of() : List.of(balancer);
            }

            @Override
            public byte[] secret() {
                return RawNode.bytes(secret);
            }

            @Override
            public Duration interval() {
                return Duration.ofMillis(100);
            }

            @Override
            public Duration reconnectDelay() {
                return Duration.ofMillis(100);
            }

            @Override
            public HeartbeatClient.Listener listener() {
                return listener;
            }
        });
        this.resources.add(client);
        if (start) {
            client.start();
        }
        return client;
    }

    final class Recorder implements HeartbeatClient.Listener {
        private final String name;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        public void balancerUp(BalancerDescription balancer) {
            HeartbeatScene.this.events.add(this.name + " up " + balancer.id());
        }

        @Override
        public void balancerDown(BalancerDescription balancer) {
            HeartbeatScene.this.events.add(this.name + " lost " + balancer.id());
        }

        @Override
        public void nodeDown(String nodeName) {
            HeartbeatScene.this.events.add(this.name + " told of " + nodeName);
        }
    }

    final class ServerRecorder implements HeartbeatServer.Listener {
        private final Collection<NodeDescription> nodes;

        ServerRecorder(Collection<NodeDescription> nodes) {
            this.nodes = nodes;
        }

        @Override
        public void nodeRegistered(NodeDescription node, NodeState state) {
            this.nodes.add(node);
            HeartbeatScene.this.events.add("registered " + node.name() + ' ' + state);
        }

        @Override
        public void nodeStateChanged(String name, NodeState state) {
            HeartbeatScene.this.events.add("state " + name + ' ' + state);
        }

        @Override
        public void nodeDown(String name, String reason) {
            HeartbeatScene.this.events.add("down " + name + ' ' + reason);
        }

        @Override
        public void nodeLeft(String name) {
            HeartbeatScene.this.events.add("left " + name);
        }
    }
}
