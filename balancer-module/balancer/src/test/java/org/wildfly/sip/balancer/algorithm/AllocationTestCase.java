/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wildfly.sip.balancer.algorithm.TestAlgorithms.request;
import static org.wildfly.sip.balancer.algorithm.TestAlgorithms.response;

import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * Choosing makes no objects.
 */
class AllocationTestCase {
    private static final int CALLS = 256;
    private static final int ROUNDS = 400;

    private final TestNodes nodes = TestNodes.of(10);
    private final SipMessage[] invites = messages("INVITE", false);
    private final SipMessage[] byes = messages("BYE", true);
    private final SipMessage[] oks = IntStream.range(0, CALLS).mapToObj(i -> response(200, "BYE", "call-" + i)).toArray(SipMessage[]::new);

    private static SipMessage[] messages(String method, boolean toTag) {
        return IntStream.range(0, CALLS).mapToObj(i -> request(method, "call-" + i, toTag, "From: <sip:u" + i + "@example.com>;tag=1"))
                .toArray(SipMessage[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CallIdAffinity", "HeaderConsistentHash", "ClusterSubdomainAffinity", "UserAffinity", "ActiveStandby",
            "LeastLoaded"})
    void noObjectIsMadePerMessage(String name) {
        BalancerAlgorithm algorithm = TestAlgorithms.of(this.nodes.clock::get, "algorithmClass=" + name, "sipHeaderAffinityKey=From");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // The compiler makes some on its way.
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            calls(algorithm);
            least = Math.min(least, threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        // What the measurement itself needs.
        assertThat(least).isLessThan(CALLS);
    }

    private void calls(BalancerAlgorithm algorithm) {
        Nodes now = this.nodes.now();
        for (int i = 0; i < CALLS; i++) {
            Node node = algorithm.select(this.invites[i], now, null);
            algorithm.sending(this.invites[i], node);
            if (algorithm.moved(this.byes[i], now) != null || algorithm.select(this.byes[i], now, null) != node) {
                throw new AssertionError("The call has moved");
            }
            algorithm.sending(this.byes[i], node);
            algorithm.completed(this.oks[i]);
        }
    }
}
