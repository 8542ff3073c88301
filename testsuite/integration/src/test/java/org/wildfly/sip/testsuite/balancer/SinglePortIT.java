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
import org.wildfly.sip.testsuite.balancer.harness.EstablishedCall;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** One port for clients and nodes: internalPort is deleted. */
class SinglePortIT {
    private static StartedBalancer balancer;
    private List<BalancedNode> nodes;
    private UdpPeer phone;

    @BeforeAll
    static void start() throws Exception {
        balancer = StartedBalancer.startSinglePort("single-port");
    }

    @AfterAll
    static void stop() throws Exception {
        balancer.close();
    }

    @BeforeEach
    void peers() throws Exception {
        this.nodes = List.of(balancer.node("n1"), balancer.node("n2"));
        this.phone = balancer.phone();
    }

    @AfterEach
    void dismiss() throws Exception {
        balancer.dismiss();
    }

    @Test
    void aCallOfAClientPassesAndStaysWithItsNode() throws Exception {
        for (int i = 0; i < 4; i++) {
            EstablishedCall call = EstablishedCall.make(this.phone, this.nodes);
            this.phone.send(call.request("BYE", 2));
            assertThat(Received.byOneOf(this.nodes).answer(200).node()).isSameAs(call.node());
            assertThat(this.phone.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void theBalancerIsRecordedOnce() throws Exception {
        this.phone.send(this.phone.request("INVITE", "sip:bob@example.com"));
        SipText invite = Received.byOneOf(this.nodes).message();
        assertThat(invite.headers("Record-Route")).hasSize(1);
        assertThat(invite.header("Record-Route")).contains(":" + balancer.port("external") + ';').contains("node_port=");
    }

    @Test
    void aRequestFromWhereANodeIsGoesToTheClients() throws Exception {
        BalancedNode node = this.nodes.get(0);
        node.sip().send(node.sip().request("INVITE", "sip:alice@127.0.0.1:" + this.phone.address().getPort()));
        SipText invite = this.phone.receive();
        assertThat(invite.method()).isEqualTo("INVITE");
        this.phone.send(invite.response(200, "a"));
        assertThat(node.sip().receive().status()).isEqualTo(200);
    }

    @Test
    void whenTheNodeOfACallDiesItsRequestsGoToAnother() throws Exception {
        EstablishedCall call = EstablishedCall.make(this.phone, this.nodes);
        call.node().die();
        this.phone.send(call.request("BYE", 2));
        assertThat(Received.byOneOf(this.nodes).node()).isNotSameAs(call.node());
    }
}
