/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.Operations;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;

/** 2,000 messages a second while nodes and connections come and go: what lives in memory afterwards is what lived before. */
class SoakIT {
    private static final int CALLS_PER_SECOND = 2000 / 6 + 1;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    /** A call that has ended is remembered for RFC 3261's 32 seconds, in which retransmissions may come. */
    private static final Duration FORGETTING = Duration.ofSeconds(60);
    private static final long MOST_MORE = 1 << 20;

    private final Duration duration = LongRun.of(Duration.ofSeconds(20), Duration.ofMinutes(30));

    @Test
    void memoryReturnsToItsLevel() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("soak", "operationsPort={operations}", "callIdAffinityMaxTimeInCache=5")) {
            Operations operations = new Operations(balancer);
            List<Responder> nodes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                nodes.add(balancer.with(new Responder("s" + i, balancer)));
            }
            run(balancer, nodes, WARM_UP);
            awaitZero(operations, "sip_balancer_connections");
            long before = LiveHeap.of(balancer.process().pid());
            CallLoad load = run(balancer, nodes, this.duration);
            awaitZero(operations, "sip_balancer_connections");
            awaitZero(operations, "sip_balancer_calls");
            long after = LiveHeap.of(balancer.process().pid());
            assertThat(load.begun()).as("calls").isGreaterThan((long) (CALLS_PER_SECOND * this.duration.toSeconds() * 0.9));
            // calls of a node that died in between are lost, since this phone repeats nothing
            assertThat(load.finished()).as("calls that came to their end").isGreaterThan((long) (load.begun() * 0.95));
            assertThat(after).as("bytes that live in the heap, before " + before).isLessThan(before + MOST_MORE);
            assertThat(balancer.process().log().text()).doesNotContain("Exception");
        }
    }

    private static CallLoad run(StartedBalancer balancer, List<Responder> nodes, Duration duration) throws Exception {
        try (CallLoad load = new CallLoad(balancer, CALLS_PER_SECOND); Churn churn = new Churn(balancer, nodes)) {
            long end = System.nanoTime() + duration.toNanos();
            await().atMost(duration.plusSeconds(30)).pollInterval(Duration.ofMillis(200)).until(() -> System.nanoTime() > end);
            churn.close();
            assertThat(churn.connections()).isPositive();
            load.end();
            long begun = load.begun();
            await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(200)).until(() -> load.finished() > begun * 0.95);
            return load;
        }
    }

    private static void awaitZero(Operations operations, String metric) {
        await().atMost(FORGETTING).pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(operations.metrics().get(metric)).as(metric).isZero());
    }
}
