/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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

/** Which node gets a new call, with the default algorithm. */
class NodeChoiceIT {
    private static final String URI = "sip:receiver-failover@sip-servlets-com.example";

    private static StartedBalancer balancer;
    private List<BalancedNode> nodes;
    private UdpPeer phone;

    @BeforeAll
    static void start() throws Exception {
        balancer = StartedBalancer.start("node-choice");
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

    private BalancedNode newCall() throws Exception {
        return newCall(URI);
    }

    private BalancedNode newCall(String uri) throws Exception {
        this.phone.send(this.phone.request("INVITE", uri));
        return Received.byOneOf(this.nodes).node();
    }

    @Test
    void theSecondCallIsHandledByTheSecondNode() throws Exception {
        EstablishedCall first = EstablishedCall.make(this.phone, this.phone.request("INVITE", URI), this.nodes);
        this.phone.send(first.request("BYE", 2));
        first.node().answer(200);
        assertThat(this.phone.receive().status()).isEqualTo(200);
        EstablishedCall second = EstablishedCall.make(this.phone, this.phone.request("INVITE", URI), this.nodes);
        assertThat(second.node()).isNotSameAs(first.node());
    }

    @Test
    void newCallsAreSpreadEvenly() throws Exception {
        List<BalancedNode> chosen = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            chosen.add(newCall());
        }
        assertThat(chosen.stream().filter(this.nodes.get(0)::equals).count()).isEqualTo(10);
    }

    @Test
    void aRequestThatIsAddressedToALiveNodeGoesThere() throws Exception {
        for (BalancedNode node : this.nodes) {
            for (int i = 0; i < 3; i++) {
                assertThat(newCall("sip:bob@" + node.hostPort())).isSameAs(node);
            }
        }
    }

    @Test
    void aRequestWhoseRouteNamesALiveNodeGoesThere() throws Exception {
        for (BalancedNode node : this.nodes) {
            for (int i = 0; i < 3; i++) {
                this.phone.send(this.phone.request("INVITE", URI).with("Route: <sip:" + node.hostPort() + ";lr>"));
                assertThat(Received.byOneOf(this.nodes).node()).isSameAs(node);
            }
        }
    }

    @Test
    void aRequestThatIsAddressedToADeadNodeGoesToAnother() throws Exception {
        this.nodes.get(0).die();
        assertThat(newCall("sip:bob@" + this.nodes.get(0).hostPort())).isSameAs(this.nodes.get(1));
    }

    @Test
    void aDrainingNodeKeepsItsCallsAndGetsNoNewOnes() throws Exception {
        EstablishedCall call = EstablishedCall.make(this.phone, this.nodes);
        call.node().heartbeat().drain();
        for (int i = 0; i < 4; i++) {
            assertThat(newCall()).isNotSameAs(call.node());
        }
        this.phone.send(call.request("INFO", 2));
        assertThat(Received.byOneOf(this.nodes).node()).isSameAs(call.node());
        this.phone.send(call.requestWithoutRoutes("BYE", 3));
        assertThat(Received.byOneOf(this.nodes).node()).isSameAs(call.node());
        call.node().heartbeat().resume();
        assertThat(List.of(newCall(), newCall())).contains(call.node());
    }

    @Test
    void aNodeThatHasSaidGoodbyeGetsNothingAndOneThatComesBackDoes() throws Exception {
        this.nodes.get(0).heartbeat().leave();
        assertThat(List.of(newCall(), newCall(), newCall())).containsOnly(this.nodes.get(1));
        this.nodes.get(0).up();
        assertThat(List.of(newCall(), newCall())).contains(this.nodes.get(0));
    }

    @Test
    void aNodeThatComesLaterGetsItsShare() throws Exception {
        List<BalancedNode> three = List.of(this.nodes.get(0), this.nodes.get(1), balancer.node("n3"));
        List<BalancedNode> chosen = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            this.phone.send(this.phone.request("INVITE", URI));
            chosen.add(Received.byOneOf(three).node());
        }
        assertThat(chosen.stream().filter(three.get(2)::equals).count()).isEqualTo(3);
    }

    @Test
    void withoutANodeTheAnswerIs503WithRetryAfterAndAnAckIsDropped() throws Exception {
        for (BalancedNode node : this.nodes) {
            node.heartbeat().leave();
        }
        this.phone.send(this.phone.request("INVITE", URI));
        SipText answer = this.phone.receive();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*.*");
        this.phone.send(this.phone.request("ACK", URI));
        assertThat(this.phone.isQuiet()).isTrue();
    }
}
