/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** Requests that a node initiates: they go in the direction of the clients. */
class RequestsOfNodesIT {
    private static StartedBalancer balancer;
    private BalancedNode node;
    private BalancedNode other;
    private UdpPeer phone;

    @BeforeAll
    static void start() throws Exception {
        balancer = StartedBalancer.start("requests-of-nodes");
    }

    @AfterAll
    static void stop() throws Exception {
        balancer.close();
    }

    @BeforeEach
    void peers() throws Exception {
        this.node = balancer.node("n1");
        this.other = balancer.node("n2");
        this.phone = balancer.phone();
    }

    @AfterEach
    void dismiss() throws Exception {
        balancer.dismiss();
    }

    private SipText hinted(SipText request) {
        return request.with("Route: <sip:127.0.0.1:" + balancer.port("internal") + ";lr;node_host=127.0.0.1;node_port="
                + this.node.sip().address().getPort() + ";version=0>");
    }

    private String phoneUri() {
        return "sip:alice@127.0.0.1:" + this.phone.address().getPort();
    }

    @Test
    void aRequestOfANodeGoesToTheClientWithTheBalancerInViaAndRecordRoute() throws Exception {
        this.node.sip().send(hinted(this.node.sip().request("INVITE", phoneUri())));
        SipText invite = this.phone.receive();
        assertThat(invite.startLine()).isEqualTo("INVITE " + phoneUri() + " SIP/2.0");
        assertThat(invite.header("Via")).contains(":" + balancer.port("external"));
        List<String> routes = invite.headers("Record-Route");
        assertThat(routes).hasSize(2);
        assertThat(routes.get(0)).contains(':' + Integer.toString(balancer.port("external")));
        assertThat(routes.get(1)).contains(':' + Integer.toString(balancer.port("internal")));
        assertThat(routes).allSatisfy(route -> assertThat(route).contains("node_port=" + this.node.sip().address().getPort()));
        assertThat(invite.headers("Route")).isEmpty();
        assertThat(invite.header("Max-Forwards")).isEqualTo("69");
        this.phone.send(invite.response(200, "a"));
        SipText ok = this.node.sip().receive();
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.headers("Via")).hasSize(1);
    }

    @Test
    void theClientsRequestsInSuchADialogReachTheNode() throws Exception {
        for (int i = 0; i < 4; i++) {
            this.node.sip().send(hinted(this.node.sip().request("INVITE", phoneUri())));
            SipText invite = this.phone.receive();
            this.phone.send(invite.response(200, "a"));
            this.node.sip().receive();
            StringBuilder bye = new StringBuilder("BYE sip:app@" + this.node.hostPort() + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:"
                    + this.phone.address().getPort() + ";branch=z9hG4bKbye" + i + "\r\n");
            invite.headers("Record-Route").forEach(route -> bye.append("Route: ").append(route).append("\r\n"));
            this.phone.send(new SipText(bye + "From: " + invite.header("To") + ";tag=a\r\nTo: " + invite.header("From") + "\r\nCall-ID: "
                    + invite.header("Call-ID") + "\r\nCSeq: 1 BYE\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"));
            assertThat(Received.byOneOf(List.of(this.node, this.other)).node()).isSameAs(this.node);
        }
    }

    @Test
    void aRequestOfANodeIsNotBalanced() throws Exception {
        for (int i = 0; i < 4; i++) {
            this.node.sip().send(this.node.sip().request("MESSAGE", phoneUri()));
            assertThat(this.phone.receive().method()).isEqualTo("MESSAGE");
        }
        assertThat(this.other.sip().isQuiet()).isTrue();
    }

    @Test
    void aRequestOfANodeForAnotherNodeGetsThere() throws Exception {
        this.node.sip().send(this.node.sip().request("INVITE", "sip:app@" + this.other.hostPort()));
        assertThat(this.other.sip().receive().method()).isEqualTo("INVITE");
    }

    @Test
    void aHostNameIsLookedUpAndTheRequestUriKept() throws Exception {
        this.node.sip().send(this.node.sip().request("MESSAGE", "sip:alice@localhost:" + this.phone.address().getPort()));
        assertThat(this.phone.receive().startLine())
                .isEqualTo("MESSAGE sip:alice@localhost:" + this.phone.address().getPort() + " SIP/2.0");
    }

    @Test
    void theRouteOfANodeDecidesOnTheNextHop() throws Exception {
        this.node.sip().send(this.node.sip().request("INVITE", "sip:alice@far.example.com")
                .with("Route: <sip:127.0.0.1:" + this.phone.address().getPort() + ";lr>")
                .with("Route: <sip:127.0.0.1:" + balancer.port("internal") + ";lr>"));
        SipText invite = this.phone.receive();
        assertThat(invite.startLine()).isEqualTo("INVITE sip:alice@far.example.com SIP/2.0");
        assertThat(invite.headers("Route")).hasSize(1);
    }
}
