/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.main.LoadBalancer;
import org.wildfly.sip.balancer.reload.ConfigurationFile;
import org.wildfly.sip.balancer.reload.ReloadResult;
import org.wildfly.sip.heartbeat.HeartbeatClient;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What of nodes and heartbeats changes without a restart.
 */
class HeartbeatReloadTestCase {
    private static final String PORTS = "externalPort=0\ninternalPort=0\nheartbeatPort=0\noperationsPort=-1\nudpReceiveBufferSize=65536\n"
            + "probeInterval=0\n";

    @TempDir
    private Path directory;

    @Test
    void fixedNodesComeAndGo() throws Exception {
        Path file = Files.writeString(this.directory.resolve("lb.properties"), PORTS + "nodes=127.0.0.1:5080,127.0.0.1:5081\n");
        ConfigurationFile source = new ConfigurationFile(file, new ConfigurationReader(warning -> {
        }));
        try (LoadBalancer balancer = new LoadBalancer(source.read(), source)) {
            Files.writeString(file, PORTS + "nodes=127.0.0.1:5081;version=2,127.0.0.1:5082\n");
            assertThat(balancer.reloader().reload().changed()).containsExactly("nodes");
            assertThat(balancer.registry().state("127.0.0.1:5080")).isEqualTo(NodeState.DOWN);
            assertThat(balancer.registry().state("127.0.0.1:5081")).isEqualTo(NodeState.UP);
            assertThat(balancer.registry().state("127.0.0.1:5082")).isEqualTo(NodeState.UP);
            assertThat(balancer.registry().snapshot().all()).filteredOn(node -> node.name().equals("127.0.0.1:5081"))
                    .allMatch(node -> node.description().version().equals("2"));
        }
    }

    @Test
    void howLongANodeMayBeSilentChangesAtOnce() throws Exception {
        Path file = Files.writeString(this.directory.resolve("lb.properties"), PORTS + "nodeTimeout=3600000\nheartbeatInterval=60000\n");
        ConfigurationFile source = new ConfigurationFile(file, new ConfigurationReader(warning -> {
        }));
        try (LoadBalancer balancer = new LoadBalancer(source.read(), source);
                UdpPeer node = new UdpPeer();
                SilentNode silent = new SilentNode(balancer.heartbeatPort())) {
            Message announcement = node.request("OPTIONS", "sip:balancer@127.0.0.1").with("Mobicents-Heartbeat: 1")
                    .withBody("ip=127.0.0.1\nudpPort=" + node.address().getPort() + '\n');
            node.send(new InetSocketAddress("127.0.0.1", balancer.internalPort()), announcement).receive();
            Awaitility.await().until(() -> balancer.registry().snapshot().upCount() == 2);
            Files.writeString(file, PORTS + "nodeTimeout=100\nheartbeatInterval=10\n");
            assertThat(balancer.reloader().reload())
                    .isEqualTo(new ReloadResult(List.of("nodeTimeout", "heartbeatInterval"), List.of(), null));
            Awaitility.await().until(() -> balancer.registry().snapshot().upCount() == 0);
        }
    }

    /** Registers by the native heartbeat and says nothing more. */
    private static final class SilentNode implements AutoCloseable {
        private final HeartbeatClient client;

        SilentNode(int port) {
            NodeDescription description = NodeDescription.of("silent", "0",
                    Map.of(Transport.UDP, new InetSocketAddress("127.0.0.1", 5099)));
            this.client = new HeartbeatClient(new HeartbeatClient.Configuration() {
                @Override
                public NodeDescription node() {
                    return description;
                }

                @Override
                public List<InetSocketAddress> balancers() {
                    return List.of(new InetSocketAddress("127.0.0.1", port));
                }

                @Override
                public Duration interval() {
                    return Duration.ofHours(1);
                }
            });
            this.client.start();
        }

        @Override
        public void close() {
            this.client.close();
        }
    }

    @Test
    void nodesAreProbedFromNowOnAndNoLonger() throws Exception {
        try (UdpPeer node = new UdpPeer()) {
            String nodes = "nodes=127.0.0.1:" + node.address().getPort() + '\n';
            Path file = Files.writeString(this.directory.resolve("lb.properties"), PORTS + nodes);
            ConfigurationFile source = new ConfigurationFile(file, new ConfigurationReader(warning -> {
            }));
            try (LoadBalancer balancer = new LoadBalancer(source.read(), source)) {
                assertThat(balancer.registry().snapshot().upCount()).isEqualTo(1);
                String quick = "probeInterval=20\nprobeTimeout=100\nprobeFailures=2\n";
                Files.writeString(file, PORTS.replace("probeInterval=0\n", "") + nodes + quick);
                assertThat(balancer.reloader().reload())
                        .isEqualTo(new ReloadResult(List.of("probeInterval", "probeTimeout", "probeFailures"), List.of(), null));
                assertThat(node.receive().method()).isEqualTo("OPTIONS");
                Awaitility.await().until(() -> balancer.registry().snapshot().upCount() == 0);
                Files.writeString(file, PORTS + nodes);
                balancer.reloader().reload();
                assertThat(balancer.registry().snapshot().upCount()).isEqualTo(1);
            }
        }
    }

    @Test
    void otherAddressesMayAnnounceNodes() throws Exception {
        Path file = Files.writeString(this.directory.resolve("lb.properties"), PORTS + "heartbeatAllowedAddresses=127.0.0.2\n");
        ConfigurationFile source = new ConfigurationFile(file, new ConfigurationReader(warning -> {
        }));
        try (LoadBalancer balancer = new LoadBalancer(source.read(), source); UdpPeer node = new UdpPeer()) {
            Message announcement = node.request("OPTIONS", "sip:balancer@127.0.0.1").with("Mobicents-Heartbeat: 1")
                    .withBody("ip=127.0.0.1\nudpPort=" + node.address().getPort() + '\n');
            InetSocketAddress internal = new InetSocketAddress("127.0.0.1", balancer.internalPort());
            assertThat(node.send(internal, announcement).receive().status()).isEqualTo(403);
            Files.writeString(file, PORTS + "heartbeatAllowedAddresses=127.0.0.0/8\n");
            assertThat(balancer.reloader().reload().changed()).containsExactly("heartbeatAllowedAddresses");
            assertThat(node.send(internal, announcement).receive().status()).isEqualTo(200);
        }
    }
}
