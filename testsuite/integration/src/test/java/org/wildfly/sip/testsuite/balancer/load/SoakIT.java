/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.Operations;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;

/** 2,000 messages a second while nodes and connections come and go: what lives in memory afterwards is what lived before. */
class SoakIT {
    private static final int MESSAGES_PER_SECOND = 2000;
    /** Six messages each; a tenth more, since some are lost with a node that dies. */
    private static final int CALLS_PER_SECOND = MESSAGES_PER_SECOND * 11 / 60;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    /** A call that has ended is remembered for RFC 3261's 32 seconds, in which retransmissions may come. */
    private static final Duration FORGETTING = Duration.ofSeconds(60);
    /** 64 T1, RFC 3261 section 17.1: no caller waits longer for an answer. */
    private static final Duration GIVING_UP = Duration.ofSeconds(32);
    private static final long MOST_MORE = 1 << 20;

    private final Duration duration = LongRun.of(Duration.ofSeconds(20), Duration.ofMinutes(30));

    @Test
    void memoryReturnsToItsLevel() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("soak", "operationsPort={operations}", "callIdAffinityMaxTimeInCache=5")) {
            Operations operations = new Operations(balancer);
            ProcessMemory memory = new ProcessMemory(balancer.process().pid());
            List<Responder> nodes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                nodes.add(balancer.with(new Responder("s" + i, balancer)));
            }
            run(balancer, nodes, WARM_UP);
            awaitZero(operations, "sip_balancer_connections");
            long before = memory.liveBytes();
            long residentBefore = memory.residentKilobytes();
            double forwardedBefore = forwarded(operations);
            CallLoad load = run(balancer, nodes, this.duration);
            double rate = (forwarded(operations) - forwardedBefore) / this.duration.toSeconds();
            awaitZero(operations, "sip_balancer_connections");
            awaitZero(operations, "sip_balancer_calls");
            long after = memory.liveBytes();
            Figures.add(balancer,
                    "%d s: %d calls, all finished, %d requests sent again; %.0f messages/s forwarded; heap %d bytes before, %d after;"
                            + " resident %d KB before, %d KB after",
                    this.duration.toSeconds(), load.begun(), load.repeated(), rate, before, after, residentBefore,
                    memory.residentKilobytes());
            assertThat(rate).as("forwarded messages a second").isGreaterThan(MESSAGES_PER_SECOND);
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
            await().atMost(GIVING_UP).pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(load.finished()).as("calls that have ended").isEqualTo(load.begun()));
            return load;
        }
    }

    /** How many messages of calls have been forwarded: all that came over UDP less what was answered or dropped. */
    private static double forwarded(Operations operations) throws IOException, InterruptedException {
        double count = 0;
        for (Map.Entry<String, Double> metric : operations.metrics().entrySet()) {
            String name = metric.getKey();
            boolean received = name.startsWith("sip_balancer_received_requests") || name.startsWith("sip_balancer_received_responses");
            if (received && name.contains("transport=\"udp\"")) {
                count += metric.getValue();
            } else if (name.startsWith("sip_balancer_answers") || name.startsWith("sip_balancer_dropped_messages")) {
                count -= metric.getValue();
            }
        }
        return count;
    }

    private static void awaitZero(Operations operations, String metric) {
        await().atMost(FORGETTING).pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(operations.metrics().get(metric)).as(metric).isZero());
    }
}
