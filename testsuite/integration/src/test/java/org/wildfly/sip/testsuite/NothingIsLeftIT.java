/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.demo.phone.IncomingCall;
import org.wildfly.sip.demo.phone.OutgoingCall;
import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ServerNode;
import org.wildfly.sip.testsuite.harness.Applications;
import org.wildfly.sip.testsuite.harness.Environment;
import org.wildfly.sip.testsuite.harness.Phones;
import org.wildfly.sip.testsuite.harness.SipSubsystem;

/** Memory returns to its level when calls end. */
class NothingIsLeftIT {
    private static final int CALLS = 100;
    /** Timers J and H of RFC 3261, and a little. */
    private static final Duration LINGERING = Duration.ofSeconds(45);
    /** For as long the balancer remembers where late messages of a call belong to. */
    private static final Duration BALANCER_LINGERING = Duration.ofSeconds(36);
    private static final List<String> COUNTERS = List.of("active-application-sessions", "active-sip-sessions", "active-transactions",
            "active-timers", "store-entries");

    @Test
    void nothingIsLeftOfCallsThatEndedNotEvenOfThoseThatWereTakenOver() {
        try (Cluster cluster = Environment.startCluster("nothing-is-left");
                Phones phones = new Phones(cluster.balancer().external(), Environment.folder().resolve("nothing-is-left"))) {
            Queue<IncomingCall> incoming = new ConcurrentLinkedQueue<>();
            phones.callee().onCall(call -> {
                incoming.add(call);
                call.answer();
            });
            List<OutgoingCall> answered = phones.establish(CALLS, Phones.address(Applications.ANSWERING));
            List<OutgoingCall> forwarded = phones.establish(CALLS, phones.callee().contact());
            Phones.hangUp(answered.subList(0, CALLS / 2));
            Phones.hangUp(forwarded.subList(0, CALLS / 2));
            await().until(() -> incoming.stream().filter(call -> call.hungUp().isDone()).count() == CALLS / 2);
            ServerNode killed = cluster.nodes().get(0);
            killed.kill();
            Phones.hangUp(answered.subList(CALLS / 2, CALLS));
            Phones.hangUp(forwarded.subList(CALLS / 2, CALLS));
            incoming.forEach(call -> Phones.get(call.hungUp()));
            cluster.restore();
            OutgoingCall rejected = phones.caller().call("sip:nobody@example.com", Map.of());
            assertThat(Phones.get(rejected.finalResponse()).status()).isGreaterThanOrEqualTo(400);
            long ended = System.nanoTime();

            await().atMost(LINGERING).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                Map<String, Map<String, Long>> left = new TreeMap<>();
                cluster.nodes().forEach(node -> left.put(node.name(), left(node)));
                assertThat(left.values()).as("What is left: " + left).allSatisfy(counters -> assertThat(counters).isEmpty());
            });
            phones.assertNoViolations();
            await().atMost(LINGERING).until(() -> System.nanoTime() - ended > BALANCER_LINGERING.toNanos());
            cluster.balancer().close();
            assertThat(cluster.balancer().process().log().lines("Calls remembered:")).singleElement().asString()
                    .contains("Calls remembered: 0");
        }
    }

    private static Map<String, Long> left(ServerNode node) {
        SipSubsystem subsystem = new SipSubsystem(node);
        Map<String, Long> left = new TreeMap<>();
        COUNTERS.forEach(counter -> left.put(counter, subsystem.number(counter)));
        left.values().removeIf(value -> value == 0);
        return left;
    }
}
