/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.EstablishedCall;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** Nodes that are alive and not well: who answers with errors, or says that he is busy. */
class NodeHealthIT {
    private static Received request(UdpPeer phone, List<BalancedNode> nodes) throws Exception {
        phone.send(phone.request("OPTIONS", "sip:bob@example.com"));
        return Received.byOneOf(nodes);
    }

    /** Some requests, half of which go to each of two nodes; one of them is ill, until the balancer sees it. */
    private static void untilEjected(StartedBalancer balancer, UdpPeer phone, List<BalancedNode> nodes, BalancedNode ill, int status)
            throws Exception {
        for (int i = 0; i < 10; i++) {
            Received received = request(phone, nodes);
            if (received.node() != ill || status > 0) {
                received.answer(received.node() == ill ? status : 200);
                phone.receive();
            }
        }
        balancer.await("Node " + ill.name() + " is announced as alive, but ", 1);
    }

    private static void assertGetsNothing(UdpPeer phone, List<BalancedNode> nodes, BalancedNode ill) throws Exception {
        for (int i = 0; i < 10; i++) {
            Received received = request(phone, nodes);
            assertThat(received.node()).isNotSameAs(ill);
            received.answer(200);
            phone.receive();
        }
    }

    @Test
    void aNodeThatAnswersWith503GetsNoNewCallsAndKeepsItsDialogs() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("ejection", "responsesStatusCodeNodeRemoval=503",
                "maxNumberResponsesWithError=3", "maxErrorTime=600000", "nodeEjectionTime=600000")) {
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"));
            UdpPeer phone = balancer.phone();
            EstablishedCall call = EstablishedCall.make(phone, nodes);
            untilEjected(balancer, phone, nodes, call.node(), 503);
            assertGetsNothing(phone, nodes, call.node());
            phone.send(call.request("INFO", 2));
            assertThat(Received.byOneOf(nodes).node()).as("in its dialog").isSameAs(call.node());
        }
    }

    @Test
    void aNodeThatAnswersAProbeWith503GetsNothingNewForTheTimeOfItsRetryAfter() throws Exception {
        InetSocketAddress busyAddress = new InetSocketAddress("127.47.75.7", 5080);
        InetSocketAddress goodAddress = new InetSocketAddress("127.47.75.8", 5080);
        // They listen first: each is asked once only.
        try (UdpPeer busy = new UdpPeer(busyAddress, goodAddress);
                UdpPeer good = new UdpPeer(goodAddress, busyAddress);
                StartedBalancer balancer = StartedBalancer.start("busy-probe", "nodes=127.47.75.7:5080,127.47.75.8:5080",
                        "probeInterval=3600000", "probeTimeout=60000")) {
            answer(busy, busy.receive().response(503, "b").with("Retry-After: 600"));
            balancer.await(" is UP", 1);
            answer(good, good.receive().response(200, "b"));
            balancer.await(" is UP", 2);
            UdpPeer phone = balancer.phone();
            for (int i = 0; i < 6; i++) {
                phone.send(phone.request("INVITE", "sip:bob@example.com"));
                assertThat(good.receive().method()).isEqualTo("INVITE");
            }
            assertThat(busy.isQuiet()).isTrue();
        }
    }

    /** Probes are answered where they come from, which is not the balancer's port. */
    private static void answer(UdpPeer node, SipText response) throws Exception {
        String port = response.header("Via").replaceFirst(".*127.0.0.1:(\\d+).*", "$1");
        node.to(new InetSocketAddress(StartedBalancer.HOST, Integer.parseInt(port))).send(response);
    }

    @Test
    void aNodeThatDoesNotAnswerGetsNothingThoughItsHeartbeatGoesOn() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("silence", "maxRequestNumberWithoutResponse=3", "maxResponseTime=200",
                "nodeEjectionTime=600000")) {
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"));
            UdpPeer phone = balancer.phone();
            untilEjected(balancer, phone, nodes, nodes.get(0), 0);
            assertGetsNothing(phone, nodes, nodes.get(0));
        }
    }

    @Test
    void aNodeThatAsksForLessInViaGetsLess() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("overload")) {
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"));
            UdpPeer phone = balancer.phone();
            Received busy = request(phone, nodes);
            assertThat(busy.message().header("Via")).as("RFC 7339").contains(";oc;oc-algo=\"loss\"");
            busy.node().sip().send(busy.message().response(200, "b").replace(";oc;", ";oc=100;oc-validity=60000;oc-seq=1.5;"));
            assertThat(phone.receive().text()).as("what the client sees").doesNotContain("oc=100");
            assertGetsNothing(phone, nodes, busy.node());
        }
    }
}
