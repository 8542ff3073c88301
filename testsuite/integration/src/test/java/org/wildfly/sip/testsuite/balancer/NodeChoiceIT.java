/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.EstablishedCall;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;

/** Which node gets a new call, with the default algorithm. */
class NodeChoiceIT {
    private static final String URI = "sip:receiver-failover@sip-servlets-com.example";

    @RegisterExtension
    static final TestBed BED = new TestBed(() -> StartedBalancer.start("node-choice"), "n1", "n2");

    private BalancedNode newCall() throws Exception {
        return newCall(URI);
    }

    private BalancedNode newCall(String uri) throws Exception {
        BED.phone().send(BED.phone().request("INVITE", uri));
        return Received.byOneOf(BED.nodes()).node();
    }

    @Test
    void theSecondCallIsHandledByTheSecondNode() throws Exception {
        EstablishedCall first = EstablishedCall.make(BED.phone(), BED.phone().request("INVITE", URI), BED.nodes());
        BED.phone().send(first.request("BYE", 2));
        first.node().answer(200);
        assertThat(BED.phone().receive().status()).isEqualTo(200);
        EstablishedCall second = EstablishedCall.make(BED.phone(), BED.phone().request("INVITE", URI), BED.nodes());
        assertThat(second.node()).isNotSameAs(first.node());
    }

    @Test
    void newCallsAreSpreadEvenly() throws Exception {
        List<BalancedNode> chosen = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            chosen.add(newCall());
        }
        assertThat(chosen.stream().filter(BED.nodes().get(0)::equals).count()).isEqualTo(10);
    }

    @Test
    void aRequestThatIsAddressedToALiveNodeGoesThere() throws Exception {
        for (BalancedNode node : BED.nodes()) {
            for (int i = 0; i < 3; i++) {
                assertThat(newCall("sip:bob@" + node.hostPort())).isSameAs(node);
            }
        }
    }

    @Test
    void aRequestWhoseRouteNamesALiveNodeGoesThere() throws Exception {
        for (BalancedNode node : BED.nodes()) {
            for (int i = 0; i < 3; i++) {
                BED.phone().send(BED.phone().request("INVITE", URI).with("Route: <sip:" + node.hostPort() + ";lr>"));
                assertThat(Received.byOneOf(BED.nodes()).node()).isSameAs(node);
            }
        }
    }

    @Test
    void aRequestThatIsAddressedToADeadNodeGoesToAnother() throws Exception {
        BED.nodes().get(0).die();
        assertThat(newCall("sip:bob@" + BED.nodes().get(0).hostPort())).isSameAs(BED.nodes().get(1));
    }

    @Test
    void aDrainingNodeKeepsItsCallsAndGetsNoNewOnes() throws Exception {
        EstablishedCall call = EstablishedCall.make(BED.phone(), BED.nodes());
        call.node().heartbeat().drain();
        for (int i = 0; i < 4; i++) {
            assertThat(newCall()).isNotSameAs(call.node());
        }
        BED.phone().send(call.request("INFO", 2));
        assertThat(Received.byOneOf(BED.nodes()).node()).isSameAs(call.node());
        BED.phone().send(call.requestWithoutRoutes("BYE", 3));
        assertThat(Received.byOneOf(BED.nodes()).node()).isSameAs(call.node());
        call.node().heartbeat().resume();
        assertThat(List.of(newCall(), newCall())).contains(call.node());
    }

    @Test
    void aNodeThatHasSaidGoodbyeGetsNothingAndOneThatComesBackDoes() throws Exception {
        BED.nodes().get(0).heartbeat().leave();
        assertThat(List.of(newCall(), newCall(), newCall())).containsOnly(BED.nodes().get(1));
        BED.nodes().get(0).up();
        assertThat(List.of(newCall(), newCall())).contains(BED.nodes().get(0));
    }

    @Test
    void aNodeThatComesLaterGetsItsShare() throws Exception {
        List<BalancedNode> three = List.of(BED.nodes().get(0), BED.nodes().get(1), BED.balancer().node("n3"));
        List<BalancedNode> chosen = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            BED.phone().send(BED.phone().request("INVITE", URI));
            chosen.add(Received.byOneOf(three).node());
        }
        assertThat(chosen.stream().filter(three.get(2)::equals).count()).isEqualTo(3);
    }

    @Test
    void withoutANodeTheAnswerIs503WithRetryAfterAndAnAckIsDropped() throws Exception {
        for (BalancedNode node : BED.nodes()) {
            node.heartbeat().leave();
        }
        BED.phone().send(BED.phone().request("INVITE", URI));
        SipText answer = BED.phone().receive();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*.*");
        BED.phone().send(BED.phone().request("ACK", URI));
        assertThat(BED.phone().isQuiet()).isTrue();
    }
}
