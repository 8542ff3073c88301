/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.main.LoadBalancer;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The sample file of the guide for the balancer of old, as it is printed there: with two slashes, comments broken into two lines, and keys
 * of another SIP stack.
 */
class SampleFileTestCase {
    private final List<String> warnings = new ArrayList<>();

    private static String sample() throws IOException {
        return new String(SampleFileTestCase.class.getResourceAsStream("/lb.properties.of-the-guide").readAllBytes(),
                StandardCharsets.ISO_8859_1);
    }

    private BalancerConfiguration read(String text) throws Exception {
        return new ConfigurationReader(this.warnings::add).read("lb.properties", new StringReader(text));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(Balancer.HOST))) {
            return socket.getLocalPort();
        }
    }

    @Test
    void unchangedItIsUnderstoodAndNoKeyThatMeansNothingIsToldTwice() throws Exception {
        BalancerConfiguration configuration = read(sample());
        assertThat(configuration.external().endpoints()).allMatch(each -> each.address().port() == 5060);
        assertThat(configuration.internal().endpoints()).allMatch(each -> each.address().port() == 5065);
        assertThat(configuration.effective().lines()).contains("nodeTimeout=5100", "heartbeatInterval=150", "rmiRegistryPort=2000");
        assertThat(this.warnings).doesNotHaveDuplicates().anyMatch(warning -> warning.contains("THREAD_POOL_SIZE has no effect"))
                .anyMatch(warning -> warning.contains("STACK_NAME has no effect"))
                .noneMatch(warning -> warning.contains("TRACE_LEVEL") || warning.contains("nodeTimeout") || warning.contains("//"));
    }

    @Test
    void aBalancerStartsWithItAndForwards() throws Exception {
        // Other ports than 5060, 5065, 2000 and 2080, which another process of this machine may have.
        String text = sample().replaceFirst("(?m)^externalPort=5060$", "externalPort=0")
                .replaceFirst("(?m)^internalPort=5065$", "internalPort=0")
                .replaceFirst("(?m)^rmiRegistryPort=2000$", "rmiRegistryPort=" + freePort())
                .replaceFirst("(?m)^httpPort=2080$", "httpPort=" + freePort()) + "\nheartbeatPort=0\noperationsPort=-1\n";
        try (LoadBalancer balancer = new LoadBalancer(read(text)); UdpPeer phone = new UdpPeer(); UdpPeer node = new UdpPeer()) {
            balancer.registry().nodeRegistered(NodeDescription.of("n1", "0", Map.of(Transport.UDP, node.address())), NodeState.UP);
            phone.send(new InetSocketAddress(Balancer.HOST, balancer.externalPort()), phone.request("INVITE", "sip:bob@example.com"));
            assertThat(node.receive().method()).isEqualTo("INVITE");
        }
    }
}
