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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wildfly.sip.demo.phone.OutgoingCall;
import org.wildfly.sip.demo.phone.Phone;
import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ServerNode;
import org.wildfly.sip.demo.process.SipApplicationClient;
import org.wildfly.sip.testsuite.harness.Applications;
import org.wildfly.sip.testsuite.harness.ClusterExtension;
import org.wildfly.sip.testsuite.harness.Phones;
import org.wildfly.sip.testsuite.harness.SipSubsystem;

/** {@code /subsystem=sip:contextGracefulShutdown(timeToWait, sipApp)}. */
@ExtendWith(ClusterExtension.class)
class ContextGracefulShutdownIT {
    /** Makes the application run again. */
    @AfterEach
    void redeploy(Cluster cluster) {
        cluster.nodes().get(0).management().execute("redeploy", "deployment", Applications.deployment(Applications.ANSWERING));
    }

    @Test
    void oneApplicationDrainsAndTheOtherGoesOnUntouched(Cluster cluster, Phones phones) {
        ServerNode node = cluster.nodes().get(0);
        SipSubsystem subsystem = new SipSubsystem(node);
        Phone caller = phones.callerAt(subsystem.udp());
        OutgoingCall draining = caller.call(Phones.address(Applications.ANSWERING), Map.of("X-Secret", "draining"));
        OutgoingCall untouched = caller.call(Phones.address(Applications.OTHER), Map.of("X-Secret", "untouched"));
        Phones.get(draining.answered());
        Phones.get(untouched.answered());

        subsystem.contextGracefulShutdown(60_000, Applications.ANSWERING);

        SipApplicationClient application = new SipApplicationClient(node, Applications.deployment(Applications.ANSWERING));
        assertThat(application.read("state").asString()).isEqualTo("DRAINING");
        assertThat(application.read("remaining").asInt()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            OutgoingCall refused = caller.call(Phones.address(Applications.ANSWERING), Map.of("X-Secret", "refused"));
            SipMessage response = Phones.get(refused.finalResponse());
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.header("Retry-After")).isNotNull();
        });
        OutgoingCall taken = caller.call(Phones.address(Applications.OTHER), Map.of("X-Secret", "taken"));
        assertThat(Phones.get(taken.answered()).header("X-Node")).isEqualTo(node.name());
        assertThat(Phones.get(draining.info()).status()).isEqualTo(200);

        Phones.hangUp(List.of(draining));
        await().atMost(Duration.ofSeconds(1)).pollInterval(Duration.ofMillis(20)).until(
                () -> node.process().log().line("Drain of application " + Applications.ANSWERING + " is complete").isDone());
        await().atMost(Duration.ofSeconds(5)).until(
                () -> node.process().log().line("SIP application " + Applications.ANSWERING + " is stopped").isDone());
        assertThat(subsystem.state()).isEqualTo("RUNNING");
        Phones.hangUp(List.of(untouched, taken));
    }
}
