/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** Requests that a node initiates: they go in the direction of the clients. */
class RequestsOfNodesIT {
    @RegisterExtension
    static final TestBed BED = new TestBed(() -> StartedBalancer.start("requests-of-nodes"), "n1", "n2");

    private SipText hinted(SipText request) {
        return request.with("Route: <sip:127.0.0.1:" + BED.balancer().port("internal") + ";lr;node_host=127.0.0.1;node_port="
                + BED.node().sip().address().getPort() + ";version=0>");
    }

    private String phoneUri() {
        return "sip:alice@127.0.0.1:" + BED.phone().address().getPort();
    }

    @Test
    void aRequestOfANodeGoesToTheClientWithTheBalancerInViaAndRecordRoute() throws Exception {
        BED.node().sip().send(hinted(BED.node().sip().request("INVITE", phoneUri())));
        SipText invite = BED.phone().receive();
        assertThat(invite.startLine()).isEqualTo("INVITE " + phoneUri() + " SIP/2.0");
        assertThat(invite.header("Via")).contains(":" + BED.balancer().port("external"));
        List<String> routes = invite.headers("Record-Route");
        assertThat(routes).hasSize(2);
        assertThat(routes.get(0)).contains(':' + Integer.toString(BED.balancer().port("external")));
        assertThat(routes.get(1)).contains(':' + Integer.toString(BED.balancer().port("internal")));
        assertThat(routes).allSatisfy(route -> assertThat(route).contains("node_port=" + BED.node().sip().address().getPort()));
        assertThat(invite.headers("Route")).isEmpty();
        assertThat(invite.header("Max-Forwards")).isEqualTo("69");
        BED.phone().send(invite.response(200, "a"));
        SipText ok = BED.node().sip().receive();
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.headers("Via")).hasSize(1);
    }

    @Test
    void theClientsRequestsInSuchADialogReachTheNode() throws Exception {
        for (int i = 0; i < 4; i++) {
            BED.node().sip().send(hinted(BED.node().sip().request("INVITE", phoneUri())));
            SipText invite = BED.phone().receive();
            BED.phone().send(invite.response(200, "a"));
            BED.node().sip().receive();
            StringBuilder bye = new StringBuilder("BYE sip:app@" + BED.node().hostPort() + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:"
                    + BED.phone().address().getPort() + ";branch=z9hG4bKbye" + i + "\r\n");
            invite.headers("Record-Route").forEach(route -> bye.append("Route: ").append(route).append("\r\n"));
            BED.phone().send(new SipText(bye + "From: " + invite.header("To") + ";tag=a\r\nTo: " + invite.header("From") + "\r\nCall-ID: "
                    + invite.header("Call-ID") + "\r\nCSeq: 1 BYE\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"));
            assertThat(Received.byOneOf(List.of(BED.node(), BED.nodes().get(1))).node()).isSameAs(BED.node());
        }
    }

    @Test
    void aRequestOfANodeIsNotBalanced() throws Exception {
        for (int i = 0; i < 4; i++) {
            BED.node().sip().send(BED.node().sip().request("MESSAGE", phoneUri()));
            assertThat(BED.phone().receive().method()).isEqualTo("MESSAGE");
        }
        assertThat(BED.nodes().get(1).sip().isQuiet()).isTrue();
    }

    @Test
    void aRequestOfANodeForAnotherNodeGetsThere() throws Exception {
        BED.node().sip().send(BED.node().sip().request("INVITE", "sip:app@" + BED.nodes().get(1).hostPort()));
        assertThat(BED.nodes().get(1).sip().receive().method()).isEqualTo("INVITE");
    }

    @Test
    void aHostNameIsLookedUpAndTheRequestUriKept() throws Exception {
        BED.node().sip().send(BED.node().sip().request("MESSAGE", "sip:alice@localhost:" + BED.phone().address().getPort()));
        assertThat(BED.phone().receive().startLine())
                .isEqualTo("MESSAGE sip:alice@localhost:" + BED.phone().address().getPort() + " SIP/2.0");
    }

    @Test
    void theRouteOfANodeDecidesOnTheNextHop() throws Exception {
        BED.node().sip().send(BED.node().sip().request("INVITE", "sip:alice@far.example.com")
                .with("Route: <sip:127.0.0.1:" + BED.phone().address().getPort() + ";lr>")
                .with("Route: <sip:127.0.0.1:" + BED.balancer().port("internal") + ";lr>"));
        SipText invite = BED.phone().receive();
        assertThat(invite.startLine()).isEqualTo("INVITE sip:alice@far.example.com SIP/2.0");
        assertThat(invite.headers("Route")).hasSize(1);
    }

    @Test
    void aRequestThatCannotBeSentIsAnsweredWith503() throws Exception {
        UdpPeer node = BED.node().sip();
        node.send(node.request("MESSAGE", "sip:alice@127.0.0.1:" + BED.balancer().freePort() + ";transport=tcp"));
        assertThat(node.receive().status()).as("nobody there").isEqualTo(503);
        node.send(node.request("MESSAGE", "sip:alice@does-not-exist.invalid"));
        assertThat(node.receive().status()).as("no such host").isEqualTo(503);
    }
}
