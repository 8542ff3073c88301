/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.fuzz;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

import org.wildfly.sip.balancer.config.ConfigurationException;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.main.LoadBalancer;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/**
 * A balancer in the fuzzer's own process, so that its coverage is seen. Behind each input goes a marker; when that has arrived, the input has
 * been processed.
 */
final class RunningBalancer {
    private final LoadBalancer balancer;
    private final UdpPeer node;
    private final UdpPeer phone;
    private final SipText marker;

    RunningBalancer() throws IOException, ConfigurationException {
        this.balancer = new LoadBalancer(new ConfigurationReader(warning -> {
        }).read("lb.properties", new StringReader("host=127.0.0.1\nexternalPort=0\ninternalPort=0\nheartbeatPort=0\n")));
        this.node = new UdpPeer(address(this.balancer.internalPort()));
        this.phone = new UdpPeer(address(this.balancer.externalPort()));
        this.balancer.registry().nodeRegistered(NodeDescription.of("n1", "0", Map.of(Transport.UDP, this.node.address())), NodeState.UP);
        this.marker = this.phone.request("OPTIONS", "sip:marker@example.com").withCallId("marker-of-the-fuzzer");
    }

    private static InetSocketAddress address(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    }

    InetSocketAddress external() throws IOException {
        return address(this.balancer.externalPort());
    }

    /** Sends a datagram of a client; what the node gets of it, or null. */
    SipText datagram(byte[] data) throws IOException {
        this.phone.send(data);
        SipText forwarded = awaitMarker();
        long failures = this.balancer.statistics().get(Counter.INTERNAL_ERROR);
        if (failures > 0) {
            throw new IllegalStateException("the balancer has failed by itself: " + failures);
        }
        return forwarded;
    }

    private SipText awaitMarker() throws IOException {
        this.phone.send(this.marker);
        SipText forwarded = null;
        for (SipText next = this.node.receive(); !next.text().contains("marker-of-the-fuzzer"); next = this.node.receive()) {
            forwarded = next;
        }
        return forwarded;
    }
}
