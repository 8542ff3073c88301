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
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wildfly.sip.demo.phone.OutgoingCall;
import org.wildfly.sip.demo.phone.Phone;
import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ManagementClient;
import org.wildfly.sip.demo.process.ServerNode;
import org.wildfly.sip.testsuite.harness.Applications;
import org.wildfly.sip.testsuite.harness.ClusterExtension;
import org.wildfly.sip.testsuite.harness.Phones;
import org.wildfly.sip.testsuite.harness.SipSubsystem;

/** WildFly's own {@code :suspend} and {@code :resume} drain SIP, too. */
@ExtendWith(ClusterExtension.class)
class SuspendIT {
    @AfterEach
    void resume(Cluster cluster) {
        cluster.nodes().get(0).management().execute("resume");
    }

    @Test
    void aSuspendedServerServesItsCallsAndTakesNewOnesAgainWhenItIsResumed(Cluster cluster, Phones phones) {
        ServerNode node = cluster.nodes().get(0);
        SipSubsystem subsystem = new SipSubsystem(node);
        Phone caller = phones.callerAt(subsystem.udp());
        OutgoingCall established = caller.call(Phones.address(Applications.ANSWERING), Map.of("X-Secret", "established"));
        Phones.get(established.answered());

        // answers when all has ended or the time is up; the drain goes on until the server is resumed
        CompletableFuture.runAsync(() -> node.management().execute("suspend", ManagementClient.parameters("suspend-timeout", 10)));

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            OutgoingCall refused = caller.call(Phones.address(Applications.ANSWERING), Map.of("X-Secret", "refused"));
            assertThat(Phones.get(refused.finalResponse()).status()).isEqualTo(503);
        });
        assertThat(subsystem.state()).isEqualTo("DRAINING");
        assertThat(Phones.get(established.info()).status()).isEqualTo(200);

        node.management().execute("resume");

        await().atMost(Duration.ofSeconds(5)).until(() -> subsystem.state().equals("RUNNING"));
        OutgoingCall taken = caller.call(Phones.address(Applications.ANSWERING), Map.of("X-Secret", "taken"));
        assertThat(Phones.get(taken.answered()).header("X-Node")).isEqualTo(node.name());
        Phones.hangUp(List.of(established, taken));
    }
}
