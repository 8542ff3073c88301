/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.Peer;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.StreamPeer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/**
 * The 5 responses of RFC 4475. As they are they belong to no request of this balancer. With the Vias of a request that passed it they are
 * treated as the RFC says.
 */
class TortureResponsesIT {
    private static StartedBalancer balancer;
    private static BalancedNode node;
    private static UdpPeer phone;

    @BeforeAll
    static void start() throws Exception {
        balancer = StartedBalancer.start("torture-responses");
        node = balancer.node("tortured");
        phone = balancer.phone();
    }

    @AfterAll
    static void stop() throws Exception {
        balancer.close();
    }

    static List<TortureMessage> responses() {
        return TortureMessage.responses();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("responses")
    void asTheyAreTheyAreDropped(TortureMessage message) throws Exception {
        node.sip().send(message.bytes());
        phone.send(message.bytes());
        assertMarkerPasses(phone);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("responses")
    void fromNodeToClientOverUdp(TortureMessage message) throws Exception {
        fromNodeTo(phone, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("responses")
    void fromNodeToClientOverTcp(TortureMessage message) throws Exception {
        try (StreamPeer client = StreamPeer.connect(balancer.external())) {
            fromNodeTo(client, message);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("responses")
    void fromClientToNode(TortureMessage message) throws Exception {
        node.sip().send(node.sip().request("INVITE", "sip:alice@127.0.0.1:" + phone.address().getPort()));
        SipText response = withViasOf(phone.receive(), message);
        phone.send(response);
        if (message.outcome(false) == Outcome.FORWARDED) {
            assertSame(node.sip().receive(), response);
        }
        assertMarkerPasses(phone);
    }

    private void fromNodeTo(Peer client, TortureMessage message) throws Exception {
        client.send(client.request("INVITE", "sip:bob@example.com"));
        SipText response = withViasOf(node.sip().receive(), message);
        node.sip().send(response);
        if (message.outcome(false) == Outcome.FORWARDED) {
            assertSame(client.receive(), response);
        }
        assertMarkerPasses(client);
    }

    /** A broadcast Via stays, behind the balancer's own. */
    private static SipText withViasOf(SipText request, TortureMessage message) {
        SipText response = SipText.of(message.bytes());
        List<String> vias = request.headers("Via");
        if (message == TortureMessage.BCAST) {
            return response.replace("Via: SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1324923", "Via: " + vias.get(0));
        }
        SipText bare = response.without("Via");
        for (int i = vias.size() - 1; i >= 0; i--) {
            bare = bare.with("Via: " + vias.get(i));
        }
        return bare;
    }

    private static void assertSame(SipText received, SipText sent) {
        assertThat(received.startLine()).isEqualTo(sent.startLine());
        assertThat(received.without("Via").text()).isEqualTo(sent.without("Via").text());
        assertThat(received.headers("Via")).containsExactly(sent.headers("Via").get(1));
    }

    private static void assertMarkerPasses(Peer client) throws Exception {
        client.send(client.request("OPTIONS", "sip:marker@example.com"));
        SipText marker = node.sip().receive();
        assertThat(marker.startLine()).isEqualTo("OPTIONS sip:marker@example.com SIP/2.0");
        node.sip().send(marker.response(200, "m"));
        assertThat(client.receive().header("Call-ID")).isEqualTo(marker.header("Call-ID"));
    }
}
