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
import org.wildfly.sip.testsuite.balancer.harness.AllTransports;
import org.wildfly.sip.testsuite.balancer.harness.Announcement;
import org.wildfly.sip.testsuite.balancer.harness.NativeHeartbeat;
import org.wildfly.sip.testsuite.balancer.harness.Peer;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StreamPeer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/**
 * The 44 requests of RFC 4475, through each transport, from clients to nodes and from nodes to clients. Most Vias have no port, so that
 * over UDP answers go to port 5060 of where the request came from. A call that was there before goes on afterwards.
 */
class TortureRequestsIT {
    private static final int SIP = 5060;
    private static final InetSocketAddress CLIENT = new InetSocketAddress("127.47.75.1", SIP);
    private static final InetSocketAddress NODE = new InetSocketAddress("127.47.75.2", SIP);
    private static final String URI = "sip:marker@example.com";

    private static AllTransports balancer;
    private static UdpPeer client;
    private static UdpPeer node;
    private static NativeHeartbeat heartbeat;
    private static SipText bystander;

    @BeforeAll
    static void start() throws Exception {
        balancer = new AllTransports("torture-requests");
        client = new UdpPeer(CLIENT, balancer.balancer().external());
        node = new UdpPeer(NODE, balancer.balancer().internal());
        heartbeat = new NativeHeartbeat(balancer.balancer().address("heartbeat"), new Announcement("tortured").address("UDP", NODE));
        SipText invite = client.request("INVITE", "sip:bystander@example.com");
        client.send(invite);
        node.send(node.receive().response(200, "b"));
        bystander = invite.inDialog("BYE", 2, client.receive(), true);
    }

    @AfterAll
    static void stop() throws Exception {
        assertTheBystandersCallGoesOn();
        heartbeat.leave();
        node.close();
        client.close();
        balancer.close();
    }

    private static void assertTheBystandersCallGoesOn() throws Exception {
        client.send(bystander);
        SipText bye = node.receive();
        assertThat(bye.header("Call-ID")).isEqualTo(bystander.header("Call-ID"));
        node.send(bye.response(200, "b"));
        assertThat(client.receive().status()).isEqualTo(200);
    }

    static List<TortureMessage> requests() {
        return TortureMessage.requests();
    }

    static Stream<Arguments> requestsOnConnections() {
        return AllTransports.STREAMS.stream().flatMap(transport -> TortureMessage.requests().stream()
                .filter(message -> message != TortureMessage.DBLREQ || transport.startsWith("WS"))
                .map(message -> Arguments.of(message, transport)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void fromClientToNodeOverUdp(TortureMessage message) throws Exception {
        try (UdpPeer sender = sender(message, client, CLIENT, balancer.balancer().external())) {
            new TortureRack(sender, node, sender.request("OPTIONS", URI)).torture(message, message.bytes(), message.outcome(false));
        }
    }

    @ParameterizedTest(name = "{0} over {1}")
    @MethodSource("requestsOnConnections")
    void fromClientToNode(TortureMessage message, String transport) throws Exception {
        try (Peer phone = balancer.connect(transport)) {
            new TortureRack(phone, node, phone.request("OPTIONS", URI)).torture(message, message.bytes(),
                    message.outcome(isStream(transport)));
        }
    }

    /** The trailing octets that a datagram's receiver cuts off are, on a stream, another message. */
    @Test
    void theTrailingOctetsOfDblreqAreTheNextMessageOfAStream() throws Exception {
        try (StreamPeer phone = StreamPeer.connect(balancer.balancer().external())) {
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
        List<String> route = List.of("<sip:" + CLIENT.getAddress().getHostAddress() + ";lr>");
        try (UdpPeer sender = sender(message, node, NODE, balancer.balancer().internal())) {
            new TortureRack(sender, client, routed(sender.request("OPTIONS", URI), route)).torture(message,
                    routed(SipText.of(message.bytes()), route).bytes(), message.outcomeFromNode());
        }
    }

    /** A node sends with the Routes of a dialog that the client has begun: down the client's own connection (RFC 5626). */
    @ParameterizedTest(name = "{0} over {1}")
    @MethodSource("requestsOnConnections")
    void fromNodeToClient(TortureMessage message, String transport) throws Exception {
        try (Peer phone = balancer.connect(transport); UdpPeer sender = sender(message, node, NODE, balancer.balancer().internal())) {
            phone.send(phone.request("INVITE", "sip:bob@example.com"));
            SipText invite = node.receive();
            node.send(invite.response(486, "b"));
            phone.receive();
            List<String> routes = invite.headers("Record-Route");
            new TortureRack(sender, phone, routed(sender.request("OPTIONS", URI), routes)).torture(message,
                    routed(SipText.of(message.bytes()), routes).bytes(), message.outcomeFromNode());
        }
    }

    private static boolean isStream(String transport) {
        return !transport.startsWith("WS");
    }

    private static SipText routed(SipText request, List<String> routes) {
        SipText routed = request;
        for (int i = routes.size() - 1; i >= 0; i--) {
            routed = routed.with("Route: " + routes.get(i));
        }
        return routed;
    }

    /** One message has a Via with another port, and is answered; for the others a socket that stays open. */
    private static UdpPeer sender(TortureMessage message, UdpPeer usual, InetSocketAddress address, InetSocketAddress target)
            throws Exception {
        return message == TortureMessage.QUOTBAL
                ? new UdpPeer(new InetSocketAddress(address.getAddress(), 5050), target)
                : usual.shared();
    }
}
