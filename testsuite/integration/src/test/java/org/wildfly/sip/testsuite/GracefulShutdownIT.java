/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wildfly.sip.demo.phone.OutgoingCall;
import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ManagedProcess;
import org.wildfly.sip.demo.process.ServerNode;
import org.wildfly.sip.testsuite.harness.Applications;
import org.wildfly.sip.testsuite.harness.CallGenerator;
import org.wildfly.sip.testsuite.harness.ClusterExtension;
import org.wildfly.sip.testsuite.harness.Phones;
import org.wildfly.sip.testsuite.harness.SipSubsystem;

/** {@code /subsystem=sip:gracefulShutdown(timeToWait)}. */
@ExtendWith(ClusterExtension.class)
class GracefulShutdownIT {
    private static final int RATE = 20;
    private static final String DRAINED = "Drain of node node1 is complete";
    private static final Duration EXIT = Duration.ofSeconds(15);

    @Test
    void noCallFailsUnderLoadAndTheDrainEndsWithTheLastCall(Cluster cluster, Phones phones) {
        ServerNode drained = cluster.nodes().get(0);
        List<OutgoingCall> established = phones.establish(20, Phones.address(Applications.ANSWERING));
        ManagedProcess process = drained.process();
        try (CallGenerator generator = new CallGenerator(phones.caller(), Phones.address(Applications.ANSWERING), RATE)) {
            await().until(() -> generator.size() > RATE);
            SipSubsystem subsystem = new SipSubsystem(drained);
            subsystem.gracefulShutdown(30_000);
            assertThat(subsystem.state()).isEqualTo("DRAINING");
            int before = generator.size();
            await().atMost(Duration.ofSeconds(10)).until(() -> generator.size() > before + 4 * RATE);
            assertThat(subsystem.number("remaining")).as("Sessions that the drain waits for").isPositive();
            assertThat(process.log().line(DRAINED)).isNotDone();

            Phones.hangUp(established);
            await().atMost(Duration.ofSeconds(1)).pollInterval(Duration.ofMillis(20)).until(() -> process.log().line(DRAINED).isDone());

            await().atMost(EXIT).until(() -> !process.isAlive());
            List<String> nodes = generator.finish();
            assertThat(nodes.subList(before + RATE * 3 / 2, nodes.size())).as("Calls well after the drain began")
                    .containsOnly(cluster.other(drained).name());
        }
    }

    @Test
    void theServerStopsWhenTheTimeIsUpAndTheCallGoesOnElsewhere(Cluster cluster, Phones phones) {
        List<OutgoingCall> calls = phones.establish(10, Phones.address(Applications.ANSWERING));
        ServerNode drained = cluster.nodes().get(0);
        assertThat(calls).extracting(Phones::node).contains(drained.name());
        ManagedProcess process = drained.process();
        long begin = System.nanoTime();

        new SipSubsystem(drained).gracefulShutdown(3_000);

        await().atMost(Duration.ofSeconds(3).plus(EXIT)).pollInterval(Duration.ofMillis(20)).until(() -> !process.isAlive());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        Phones.hangUp(calls);
    }

    @Test
    void aCancelledDrainTakesCallsAgainAndDoesNotStopTheServer(Cluster cluster, Phones phones) {
        List<OutgoingCall> calls = phones.establish(10, Phones.address(Applications.ANSWERING));
        ServerNode drained = cluster.nodes().get(0);
        assertThat(calls).extracting(Phones::node).contains(drained.name());
        SipSubsystem subsystem = new SipSubsystem(drained);
        subsystem.gracefulShutdown(60_000);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            List<OutgoingCall> others = phones.establish(4, Phones.address(Applications.ANSWERING));
            Phones.hangUp(others);
            assertThat(others).extracting(Phones::node).containsOnly(cluster.other(drained).name());
        });

        subsystem.cancelGracefulShutdown();

        assertThat(subsystem.state()).isEqualTo("RUNNING");
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            List<OutgoingCall> others = phones.establish(4, Phones.address(Applications.ANSWERING));
            Phones.hangUp(others);
            assertThat(others).extracting(Phones::node).contains(drained.name());
        });
        Phones.hangUp(calls);
        assertThat(drained.isRunning()).isTrue();
        assertThat(subsystem.state()).isEqualTo("RUNNING");
    }

    @Test
    void zeroIsNow(Cluster cluster, Phones phones) {
        List<OutgoingCall> calls = phones.establish(10, Phones.address(Applications.ANSWERING));
        ServerNode drained = cluster.nodes().get(0);
        ManagedProcess process = drained.process();
        new SipSubsystem(drained).gracefulShutdown(0);
        await().atMost(EXIT).until(() -> !process.isAlive());
        Phones.hangUp(calls);
    }
}
