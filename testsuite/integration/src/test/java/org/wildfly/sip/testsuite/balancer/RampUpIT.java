/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.Operations;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** A fresh node gets fewer new calls at first, and its share later. */
class RampUpIT {
    private static final int CYCLE = 2000;
    private static final int BATCH = 20;
    private static final int CALLS = 200;

    private StartedBalancer balancer;
    private List<BalancedNode> nodes;
    private UdpPeer phone;

    private int share(String name) throws Exception {
        String node = new Operations(this.balancer).get("/nodes").body().replaceFirst("(?s).*\"name\"\\s*:\\s*\"" + name + "\"", "");
        return Integer.parseInt(node.replaceFirst("(?s).*?\"share\"\\s*:\\s*([0-9]+).*", "$1"));
    }

    /** Who gets some new calls. */
    private List<BalancedNode> newCalls(int count) throws Exception {
        List<BalancedNode> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            this.phone.send(this.phone.request("INVITE", "sip:bob@example.com"));
            chosen.add(Received.byOneOf(this.nodes).node());
        }
        return chosen;
    }

    @Test
    void aFreshNodeGetsFewerNewCallsAtFirstAndItsShareLaterAndAgainWhenItComesBack() throws Exception {
        this.balancer = StartedBalancer.start("ramp-up", "operationsPort={operations}", "trafficRampupCyclePeriod=" + CYCLE,
                "trafficPercentageIncrease=50");
        try (StartedBalancer closed = this.balancer) {
            BalancedNode old = closed.node("old");
            await().until(() -> share("old") == 100);
            BalancedNode fresh = closed.node("fresh");
            this.nodes = List.of(old, fresh);
            this.phone = closed.phone();
            List<BalancedNode> early = new ArrayList<>();
            // A batch counts only if the node was at half of its share until its end. On a slow machine it becomes fresh again.
            for (int attempt = 0; attempt < CALLS && early.size() < CALLS; attempt++) {
                List<BalancedNode> batch = newCalls(BATCH);
                if (share("fresh") == 50) {
                    early.addAll(batch);
                } else {
                    fresh.die();
                    fresh.up();
                }
            }
            // With half of its turns refused it gets a third of the calls: 67, standard deviation 4; with its whole share it gets 100.
            assertThat(early).hasSize(CALLS);
            assertThat(Collections.frequency(early, fresh)).isBetween(40, 92);
            await().until(() -> share("fresh") == 100);
            assertThat(Collections.frequency(newCalls(BATCH), fresh)).as("later").isEqualTo(BATCH / 2);
        }
    }
}
