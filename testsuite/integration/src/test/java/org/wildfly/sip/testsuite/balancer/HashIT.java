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
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.EstablishedCall;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;

/** The consistent hash of a header that the file names, with values that do not count. */
class HashIT {
    private static final int KEYS = 30;

    @RegisterExtension
    static final TestBed BED = new TestBed(() -> StartedBalancer.start("hash-header",
            "algorithmClass=org.mobicents.tools.sip.balancer.HeaderConsistentHashBalancerAlgorithm", "sipHeaderAffinityKey=X-Tenant",
            "sipHeaderAffinityExclusionPattern=common-.*", "sipHeaderAffinityFallbackKey=From"), "n1", "n2", "n3");

    private static SipText request(String tenant, String user) {
        return BED.phone().request("INVITE", "sip:bob@example.com")
                .replace("sip:alice@example.com>;tag", "sip:" + user + "@example.com>;tag")
                .with("X-Tenant: " + tenant);
    }

    private static BalancedNode choice(SipText request) throws Exception {
        BED.phone().send(request);
        return Received.byOneOf(BED.nodes()).node();
    }

    @Test
    void allRequestsWithTheValueGoToOneNode() throws Exception {
        Set<BalancedNode> used = new HashSet<>();
        for (int i = 0; i < KEYS; i++) {
            BalancedNode node = choice(request("tenant" + i, "alice"));
            assertThat(choice(request("tenant" + i, "carol"))).isSameAs(node);
            used.add(node);
        }
        assertThat(used).hasSize(3);
    }

    @Test
    void aValueThatDoesNotCountOrIsMissingLeavesItToTheOtherHeader() throws Exception {
        Set<BalancedNode> used = new HashSet<>();
        for (int i = 0; i < KEYS; i++) {
            BalancedNode node = choice(request("common-" + i, "user" + i));
            assertThat(choice(request("common-x", "user" + i))).isSameAs(node);
            assertThat(choice(request("", "user" + i).without("X-Tenant"))).isSameAs(node);
            used.add(node);
        }
        assertThat(used).hasSize(3);
    }

    @Test
    void theKeysOfADeadNodeGoToTheOthersAndBackAndNoOtherMoves() throws Exception {
        List<BalancedNode> before = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            before.add(choice(request("tenant" + i, "alice")));
        }
        BalancedNode dead = before.get(0);
        dead.die();
        for (int i = 0; i < KEYS; i++) {
            BalancedNode now = choice(request("tenant" + i, "alice"));
            if (before.get(i) == dead) {
                assertThat(now).isNotSameAs(dead);
            } else {
                assertThat(now).isSameAs(before.get(i));
            }
        }
        dead.up();
        for (int i = 0; i < KEYS; i++) {
            assertThat(choice(request("tenant" + i, "alice"))).isSameAs(before.get(i));
        }
    }

    @Test
    void aDrainingNodeKeepsItsCallsAndItsKeysGoElsewhere() throws Exception {
        EstablishedCall call = EstablishedCall.make(BED.phone(), request("tenant", "alice"), BED.nodes());
        call.node().heartbeat().drain();
        assertThat(choice(request("tenant", "alice"))).isNotSameAs(call.node());
        BED.phone().send(call.request("BYE", 2));
        assertThat(Received.byOneOf(BED.nodes()).node()).isSameAs(call.node());
    }
}
