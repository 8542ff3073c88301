/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * An algorithm of the operator's own that lacks a library when it is used.
 */
class AlgorithmFailureTestCase {
    private static final String REQUEST = "OPTIONS sip:a@b.example SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK1\r\n"
            + "From: <sip:a@b>;tag=1\r\nTo: <sip:b@b>%s\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n\r\n";

    @Test
    void itCostsTheMessageNotThePort() throws Exception {
        String text = "externalPort=0\ninternalPort=0\nheartbeatPort=0\noperationsPort=-1\nudpReceiveBufferSize=65536\nalgorithmClass="
                + TroublesomeAlgorithm.class.getName() + "\nalgorithm.trouble=use-fails\n";
        InetAddress host = InetAddress.getByName("127.0.0.1");
        try (LoadBalancer balancer = new LoadBalancer(new ConfigurationReader(warning -> {
        }).read("lb.properties", new StringReader(text))); DatagramSocket node = new DatagramSocket(0, host)) {
            balancer.registry().nodeRegistered(
                    NodeDescription.of("n1", "0", Map.of(Transport.UDP, new InetSocketAddress(host, node.getLocalPort()))), NodeState.UP);
            for (String tag : new String[]{";tag=2", ""}) {
                byte[] request = REQUEST.formatted(tag).getBytes(StandardCharsets.US_ASCII);
                node.send(new DatagramPacket(request, request.length, host, balancer.externalPort()));
            }
            node.setSoTimeout(10_000);
            DatagramPacket received = new DatagramPacket(new byte[65_536], 65_536);
            node.receive(received);
            assertThat(new String(received.getData(), 0, received.getLength(), StandardCharsets.US_ASCII)).startsWith("OPTIONS");
            assertThat(balancer.statistics().get(Counter.INTERNAL_ERROR)).isEqualTo(1);
        }
    }
}
