/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.EstablishedCall;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** The algorithms, by the class names of the balancer of old. */
class AlgorithmsIT {
    private static final String ALGORITHM = "algorithmClass=org.mobicents.tools.sip.balancer.";
    private static final int CALLS = 12;

    private static BalancedNode choice(UdpPeer phone, SipText request, List<BalancedNode> nodes) throws Exception {
        phone.send(request);
        return Received.byOneOf(nodes).node();
    }

    private static SipText callOf(UdpPeer phone, String user) {
        return phone.request("INVITE", "sip:bob@example.com").replace("sip:alice@example.com>;tag", "sip:" + user + "@example.com>;tag");
    }

    /** Calls of one phone, by the node that has them. */
    private static List<EstablishedCall> calls(UdpPeer phone, List<BalancedNode> nodes) throws Exception {
        List<EstablishedCall> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls.add(EstablishedCall.make(phone, nodes));
        }
        return calls;
    }

    @Test
    void theConsistentHashOfTheCallersNameSendsAllHisCallsToOneNode() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("hash-from-user", ALGORITHM + "HeaderConsistentHashBalancerAlgorithm",
                "sipHeaderAffinityKey=from.user")) {
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"), balancer.node("n3"));
            UdpPeer phone = balancer.phone();
            Set<BalancedNode> used = new HashSet<>();
            for (int user = 0; user < 20; user++) {
                BalancedNode node = choice(phone, callOf(phone, "user" + user), nodes);
                assertThat(choice(phone, callOf(phone, "user" + user), nodes)).isSameAs(node);
                used.add(node);
            }
            assertThat(used).hasSize(3);
        }
    }

    @Test
    void callsOfADeadNodeGoToTheOthersOfItsSubcluster() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("subclusters", ALGORITHM + "ClusterSubdomainAffinityAlgorithm",
                "subclusterMap=(127.0.0.1, 127.0.0.2) (127.0.0.3, 127.0.0.4)", "heartbeatAllowedAddresses=127.0.0.0/8")) {
            List<BalancedNode> nodes = List.of(balancer.nodeAt("n1", "127.0.0.1"), balancer.nodeAt("n2", "127.0.0.2"),
                    balancer.nodeAt("n3", "127.0.0.3"), balancer.nodeAt("n4", "127.0.0.4"));
            UdpPeer phone = balancer.phone();
            List<EstablishedCall> calls = calls(phone, nodes);
            nodes.get(0).die();
            nodes.get(3).die();
            for (EstablishedCall call : calls) {
                phone.send(call.request("INFO", 2));
                assertThat(Received.byOneOf(nodes).node()).isSameAs(nodes.get(nodes.indexOf(call.node()) < 2 ? 1 : 2));
            }
        }
    }

    @Test
    void oneNodeIsActiveAndTheOtherStandsBy() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("active-standby", ALGORITHM + "ActiveStandbyAlgorithm")) {
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"));
            UdpPeer phone = balancer.phone();
            BalancedNode active = choice(phone, callOf(phone, "alice"), nodes);
            for (int i = 0; i < CALLS; i++) {
                assertThat(choice(phone, callOf(phone, "user" + i), nodes)).isSameAs(active);
            }
            active.die();
            BalancedNode standby = nodes.get(active == nodes.get(0) ? 1 : 0);
            assertThat(choice(phone, callOf(phone, "alice"), nodes)).isSameAs(standby);
            active.up();
            assertThat(choice(phone, callOf(phone, "alice"), nodes)).as("when the first is back").isSameAs(standby);
            active.die();
            standby.die();
            for (int i = 0; i < CALLS; i++) {
                phone.send(callOf(phone, "user" + i));
                assertThat(phone.receive().status()).as("without a node").isEqualTo(503);
            }
            active.up();
            assertThat(choice(phone, callOf(phone, "alice"), nodes)).as("when there is one again").isSameAs(active);
        }
    }

    @Test
    void newCallsGoToTheNodeWithTheLeastLeftToDo() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("least-loaded", "algorithmClass=LeastLoaded")) {
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"));
            UdpPeer phone = balancer.phone();
            phone.send(callOf(phone, "alice"));
            Received slow = Received.byOneOf(nodes);
            for (int i = 0; i < CALLS; i++) {
                phone.send(callOf(phone, "user" + i));
                assertThat(Received.byOneOf(nodes).answer(200).node()).as("while the first has not answered").isNotSameAs(slow.node());
                assertThat(phone.receive().status()).isEqualTo(200);
            }
            slow.answer(200);
            assertThat(phone.receive().status()).isEqualTo(200);
            Set<BalancedNode> chosen = new HashSet<>();
            for (int i = 0; i < 2; i++) {
                phone.send(callOf(phone, "carol"));
                chosen.add(Received.byOneOf(nodes).answer(200).node());
                assertThat(phone.receive().status()).isEqualTo(200);
            }
            assertThat(chosen).as("when none has anything to do").hasSize(2);
        }
    }

    @Test
    void allCallsOfAUserGoToOneNodeAndAllTogetherToAnotherWhenThatDies() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("users", ALGORITHM + "UserBasedAlgorithm")) {
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"), balancer.node("n3"));
            UdpPeer phone = balancer.phone();
            BalancedNode first = choice(phone, callOf(phone, "alice"), nodes);
            assertThat(choice(phone, callOf(phone, "carol"), nodes)).as("round robin for users").isNotSameAs(first);
            for (int i = 0; i < CALLS; i++) {
                assertThat(choice(phone, callOf(phone, "alice"), nodes)).isSameAs(first);
            }
            first.die();
            BalancedNode second = choice(phone, callOf(phone, "alice"), nodes);
            for (int i = 0; i < CALLS; i++) {
                assertThat(choice(phone, callOf(phone, "alice"), nodes)).isSameAs(second);
            }
        }
    }

    @Test
    void callsOfADeadNodeGoToOneOtherWithGroupFailoverAndAreSpreadWithout() throws Exception {
        for (boolean together : new boolean[]{true, false}) {
            try (StartedBalancer balancer = StartedBalancer.start("group-failover-" + together, ALGORITHM
                    + "CallIDAffinityBalancerAlgorithm", "callIdAffinityGroupFailover=" + together)) {
                List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"));
                UdpPeer phone = balancer.phone();
                List<EstablishedCall> calls = calls(phone, nodes);
                List<BalancedNode> all = List.of(nodes.get(0), nodes.get(1), balancer.node("n3"), balancer.node("n4"));
                nodes.get(0).die();
                Set<BalancedNode> survivors = new HashSet<>();
                for (EstablishedCall call : calls) {
                    phone.send(call.request("INFO", 2));
                    BalancedNode node = Received.byOneOf(all).node();
                    if (call.node() == nodes.get(0)) {
                        survivors.add(node);
                    } else {
                        assertThat(node).as("of a living node").isSameAs(call.node());
                    }
                }
                assertThat(survivors.size() == 1).as("together").isEqualTo(together);
            }
        }
    }
}
