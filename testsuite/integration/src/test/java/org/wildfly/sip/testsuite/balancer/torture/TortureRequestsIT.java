/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wildfly.sip.testsuite.balancer.harness.Announcement;
import org.wildfly.sip.testsuite.balancer.harness.NativeHeartbeat;
import org.wildfly.sip.testsuite.balancer.harness.Peer;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.StreamPeer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/**
 * The 44 requests of RFC 4475, through each transport, from clients to nodes and from nodes to clients. Most Vias have no port, so that
 * over UDP answers go to port 5060 of where the request came from.
 */
class TortureRequestsIT {
    private static final int SIP = 5060;
    private static final InetSocketAddress CLIENT = new InetSocketAddress("127.47.75.1", SIP);
    private static final InetSocketAddress NODE = new InetSocketAddress("127.47.75.2", SIP);

    private static StartedBalancer balancer;
    private static UdpPeer client;
    private static UdpPeer node;
    private static NativeHeartbeat heartbeat;

    @BeforeAll
    static void start() throws Exception {
        balancer = StartedBalancer.start("torture-requests");
        client = new UdpPeer(CLIENT, balancer.external());
        node = new UdpPeer(NODE, balancer.internal());
        heartbeat = new NativeHeartbeat(balancer.address("heartbeat"), new Announcement("tortured").address("UDP", NODE));
    }

    @AfterAll
    static void stop() throws Exception {
        heartbeat.leave();
        node.close();
        client.close();
        balancer.close();
    }

    static List<TortureMessage> requests() {
        return TortureMessage.requests();
    }

    static Stream<Arguments> requestsOnStreams() {
        return TortureMessage.requests().stream().filter(message -> message != TortureMessage.DBLREQ)
                .flatMap(message -> Stream.of("TCP").map(transport -> Arguments.of(message, transport)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void fromClientToNodeOverUdp(TortureMessage message) throws Exception {
        if (message == TortureMessage.QUOTBAL) {
            // the only one whose Via has another port, and a message that is answered
            try (UdpPeer other = new UdpPeer(new InetSocketAddress(CLIENT.getAddress(), 5050), balancer.external())) {
                new TortureRack(other, node, "sip:marker@example.com").torture(message, message.bytes(), message.outcome(false));
            }
        } else {
            new TortureRack(client, node, "sip:marker@example.com").torture(message, message.bytes(), message.outcome(false));
        }
    }

    @ParameterizedTest(name = "{0} over {1}")
    @MethodSource("requestsOnStreams")
    void fromClientToNodeOver(TortureMessage message, String transport) throws Exception {
        try (Peer phone = StreamPeer.connect(balancer.external())) {
            new TortureRack(phone, node, "sip:marker@example.com").torture(message, message.bytes(), message.outcome(true));
        }
    }

    /** The trailing octets that a datagram's receiver cuts off are, on a stream, another message, whose own trailing octets are none. */
    @Test
    void theTrailingOctetsOfDblreqAreTheNextMessageOfAStream() throws Exception {
        try (StreamPeer phone = StreamPeer.connect(balancer.external())) {
            phone.send(TortureMessage.DBLREQ.bytes());
            assertThat(node.receive().startLine()).isEqualTo("REGISTER sip:example.com SIP/2.0");
            assertThat(node.receive().startLine()).isEqualTo("INVITE sip:joe@example.com SIP/2.0");
            assertThat(node.isQuiet()).isTrue();
        }
    }

    /** A node sends a Route to the client, as its stack does for a client that has registered. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void fromNodeToClientOverUdp(TortureMessage message) throws Exception {
        byte[] routed = SipText.of(message.bytes()).with("Route: <sip:" + CLIENT.getAddress().getHostAddress() + ";lr>").bytes();
        String marker = "sip:marker@" + CLIENT.getAddress().getHostAddress();
        if (message == TortureMessage.QUOTBAL) {
            try (UdpPeer other = new UdpPeer(new InetSocketAddress(NODE.getAddress(), 5050), balancer.internal())) {
                new TortureRack(other, client, marker).torture(message, routed, message.outcomeFromNode());
            }
        } else {
            new TortureRack(node, client, marker).torture(message, routed, message.outcomeFromNode());
        }
    }
}
