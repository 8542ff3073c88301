/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wildfly.sip.demo.phone.OutgoingCall;
import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ServerNode;
import org.wildfly.sip.testsuite.harness.Applications;
import org.wildfly.sip.testsuite.harness.ClusterExtension;
import org.wildfly.sip.testsuite.harness.Phones;

/** The worst moment: the caller has the 200, the server has no ACK. */
@ExtendWith(ClusterExtension.class)
class KillBeforeAckIT {
    @Test
    void ackAndByeOfACallAreHandledByTheSurvivor(Cluster cluster, Phones phones) {
        OutgoingCall call = phones.caller().callWithoutAck(Phones.address(Applications.ANSWERING), Map.of("X-Secret", "before ACK"));
        ServerNode holder = cluster.node(Phones.node(call));

        holder.kill();
        call.acknowledge();

        // an ACK that was lost with the node comes again when the survivor sends the 200 again
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            SipMessage info = Phones.get(call.info());
            assertThat(info.status()).isEqualTo(200);
            assertThat(info.header("X-Node")).isEqualTo(cluster.other(holder).name());
            assertThat(info.header("X-Secret")).isEqualTo("before ACK");
            assertThat(info.header("X-Acknowledged")).as("The survivor's application got the ACK").isEqualTo("true");
        });
        assertThat(Phones.get(call.hangUp()).status()).isEqualTo(200);
    }
}
