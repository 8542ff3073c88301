/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wildfly.sip.demo.phone.OutgoingCall;
import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ProcessLog;
import org.wildfly.sip.demo.process.ServerNode;
import org.wildfly.sip.testsuite.harness.Applications;
import org.wildfly.sip.testsuite.harness.ClusterExtension;
import org.wildfly.sip.testsuite.harness.Phones;

/** Timers of applications, when their server is killed. */
@ExtendWith(ClusterExtension.class)
class TimerOfADeadNodeIT {
    private static final Duration DELAY = Duration.ofSeconds(5);
    private static final Duration KILLED_AFTER = Duration.ofSeconds(2);
    private static final Duration LATENESS = Duration.ofSeconds(2);

    @Test
    void aTimerOfADeadNodeFiresOnceOnTheSurvivor(Cluster cluster, Phones phones) {
        String secret = "timer " + System.nanoTime();
        OutgoingCall call = phones.caller().call(Phones.address(Applications.TICKING),
                Map.of("X-Secret", secret, "X-Delay", Long.toString(DELAY.toMillis())));
        ServerNode holder = cluster.node(Phones.node(call));
        long set = System.nanoTime();
        ProcessLog log = cluster.other(holder).process().log();
        String fired = "Timer fired: info " + secret + ", secret " + secret;

        await().pollDelay(KILLED_AFTER).until(() -> true);
        holder.kill();
        await().atMost(DELAY.plus(LATENESS)).pollInterval(Duration.ofMillis(50)).until(() -> log.line(fired).isDone());

        Duration after = Duration.ofNanos(System.nanoTime() - set);
        assertThat(after).isBetween(DELAY.minusMillis(200), DELAY.plus(LATENESS));
        await().during(3, TimeUnit.SECONDS).atMost(4, TimeUnit.SECONDS).until(() -> log.lines(fired).size() == 1);
        assertThat(holder.process().log().lines(fired)).isEmpty();
        assertThat(Phones.get(call.hangUp()).status()).isEqualTo(200);
    }

    @Test
    void aTimerFiresWhereItWasSetIfNothingHappens(Cluster cluster, Phones phones) {
        String secret = "quick timer " + System.nanoTime();
        OutgoingCall call = phones.caller().call(Phones.address(Applications.TICKING), Map.of("X-Secret", secret, "X-Delay", "200"));
        ProcessLog log = cluster.node(Phones.node(call)).process().log();
        await().atMost(LATENESS).until(() -> log.lines("info " + secret).size() == 1);
        assertThat(Phones.get(call.hangUp()).status()).isEqualTo(200);
    }
}
