/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.demo.process.FreePorts;
import org.wildfly.sip.testsuite.balancer.harness.Announcement;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.NativeHeartbeat;
import org.wildfly.sip.testsuite.balancer.harness.Operations;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** Balancers with the persistent consistent hash find each other by multicast and keep the placements of calls together. */
class SharedPlacementsIT {
    private static final int CALLS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String[] LINES = {"host=127.0.0.1", "externalPort={external}", "internalPort={internal}",
            "heartbeatPort={heartbeat}", "operationsPort={operations}",
            "algorithmClass=org.mobicents.tools.sip.balancer.PersistentConsistentHashBalancerAlgorithm"};

    private final FreePorts freePorts = new FreePorts();
    private final int multicast = this.freePorts.next();
    private boolean begun;

    /** A cluster for this test alone. The first member finds nobody; the others look until they find it, however slow the machine is. */
    private List<String> cluster() {
        String patience = this.begun ? "30s" : "500ms";
        this.begun = true;
        return List.of("-Djgroups.mcast_port=" + this.multicast, "-Djgroups.bind.port=" + this.freePorts.next(),
                "-Djgroups.join_timeout=" + patience);
    }

    private StartedBalancer executable(String name) throws IOException {
        return StartedBalancer.start(name, cluster(), LINES);
    }

    private StartedBalancer module(String name) throws IOException {
        return StartedBalancer.provisioned(name, cluster(), LINES);
    }

    /** Another balancer gets heartbeats of nodes, too. */
    private static void announce(StartedBalancer balancer, List<BalancedNode> nodes) throws IOException {
        for (BalancedNode node : nodes) {
            balancer.with(new NativeHeartbeat(balancer.address("heartbeat"), new Announcement(node.name()).address("UDP",
                    node.sip().address())));
        }
    }

    private static void awaitPlacements(StartedBalancer balancer) {
        Operations operations = new Operations(balancer);
        await().atMost(PATIENCE).until(() -> operations.metrics().get("sip_balancer_calls") == CALLS);
    }

    private static List<BalancedNode> placements(StartedBalancer balancer, UdpPeer phone, List<SipText> calls, List<BalancedNode> nodes)
            throws IOException {
        List<BalancedNode> chosen = new ArrayList<>();
        for (SipText call : calls) {
            phone.to(balancer.external()).send(call);
            chosen.add(Received.byOneOf(nodes).node());
        }
        return chosen;
    }

    /** Calls are placed while there are two nodes; with the third, the hash alone would move some of them. */
    private static void assertPlacementsSurvive(StartedBalancer first, StartedBalancer second, StartedBalancer.Starter third)
            throws Exception {
        List<BalancedNode> two = List.of(first.node("n1"), first.node("n2"));
        announce(second, two);
        UdpPeer phone = second.phone();
        List<SipText> calls = Stream.generate(() -> phone.request("MESSAGE", "sip:bob@example.com")).limit(CALLS).toList();
        List<BalancedNode> placed = placements(first, phone, calls, two);
        assertThat(placed).contains(two.get(0), two.get(1));
        awaitPlacements(second);
        List<BalancedNode> three = List.of(two.get(0), two.get(1), second.node("n3"));
        assertThat(placements(second, phone, calls, three)).as("by the other balancer").isEqualTo(placed);
        first.process().kill();
        assertThat(placements(second, phone, calls, three)).as("after the first one's death").isEqualTo(placed);
        try (StartedBalancer late = third.start()) {
            awaitPlacements(late);
            announce(late, three);
            assertThat(placements(late, phone, calls, three)).as("by one that came later").isEqualTo(placed);
        }
        List<SipText> others = Stream.generate(() -> phone.request("MESSAGE", "sip:bob@example.com")).limit(CALLS).toList();
        assertThat(placements(second, phone, others, three)).as("new calls").contains(three.get(2));
    }

    @Test
    void theyAgreeAndSurviveTheDeathOfABalancerAndOneThatComesLaterHasThem() throws Exception {
        try (StartedBalancer first = executable("placements-1"); StartedBalancer second = executable("placements-2")) {
            assertPlacementsSurvive(first, second, () -> executable("placements-3"));
        }
    }

    @Test
    void balancersOfProvisionedServersDoTheSame() throws Exception {
        try (StartedBalancer first = module("placements-module-1"); StartedBalancer second = module("placements-module-2")) {
            assertPlacementsSurvive(first, second, () -> module("placements-module-3"));
        }
    }
}
