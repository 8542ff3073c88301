/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.main.LoadBalancer;
import org.wildfly.sip.balancer.reload.ConfigurationFile;
import org.wildfly.sip.heartbeat.NodeState;

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
