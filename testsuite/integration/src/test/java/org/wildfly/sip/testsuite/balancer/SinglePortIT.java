/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.EstablishedCall;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;

/** One port for clients and nodes: internalPort is deleted. */
class SinglePortIT {
    @RegisterExtension
    static final TestBed BED = new TestBed(() -> StartedBalancer.startSinglePort("single-port"), "n1", "n2");

    @Test
    void aCallOfAClientPassesAndStaysWithItsNode() throws Exception {
        for (int i = 0; i < 4; i++) {
            EstablishedCall call = EstablishedCall.make(BED.phone(), BED.nodes());
            BED.phone().send(call.request("BYE", 2));
            assertThat(Received.byOneOf(BED.nodes()).answer(200).node()).isSameAs(call.node());
            assertThat(BED.phone().receive().status()).isEqualTo(200);
        }
    }

    @Test
    void theBalancerIsRecordedOnce() throws Exception {
        BED.phone().send(BED.phone().request("INVITE", "sip:bob@example.com"));
        SipText invite = Received.byOneOf(BED.nodes()).message();
        assertThat(invite.headers("Record-Route")).hasSize(1);
        assertThat(invite.header("Record-Route")).contains(":" + BED.balancer().port("external") + ';').contains("node_port=");
    }

    @Test
    void aRequestFromWhereANodeIsGoesToTheClients() throws Exception {
        BalancedNode node = BED.nodes().get(0);
        node.sip().send(node.sip().request("INVITE", "sip:alice@127.0.0.1:" + BED.phone().address().getPort()));
        SipText invite = BED.phone().receive();
        assertThat(invite.method()).isEqualTo("INVITE");
        BED.phone().send(invite.response(200, "a"));
        assertThat(node.sip().receive().status()).isEqualTo(200);
    }

    @Test
    void whenTheNodeOfACallDiesItsRequestsGoToAnother() throws Exception {
        EstablishedCall call = EstablishedCall.make(BED.phone(), BED.nodes());
        call.node().die();
        BED.phone().send(call.request("BYE", 2));
        assertThat(Received.byOneOf(BED.nodes()).node()).isNotSameAs(call.node());
    }
}
