/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wildfly.sip.demo.phone.OutgoingCall;
import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ServerNode;
import org.wildfly.sip.testsuite.harness.Applications;
import org.wildfly.sip.testsuite.harness.ClusterExtension;
import org.wildfly.sip.testsuite.harness.Phones;

/** Calls that an application answered itself, when their server is killed. */
@ExtendWith(ClusterExtension.class)
class CallsOfAUserAgentServerIT {
    private static final int CALLS = 200;

    @Test
    void twoHundredCallsOutliveANodeWithTheirAttributes(Cluster cluster, Phones phones) {
        List<OutgoingCall> calls = phones.establish(CALLS, Phones.address(Applications.ANSWERING));
        ServerNode killed = cluster.nodes().get(0);
        ServerNode survivor = cluster.nodes().get(1);
        assertThat(calls).extracting(Phones::node).contains(killed.name(), survivor.name());

        killed.kill();

        List<CompletableFuture<SipMessage>> reinvites = calls.stream().map(OutgoingCall::reinvite).toList();
        for (int i = 0; i < CALLS; i++) {
            assertAnswer(Phones.get(reinvites.get(i)), survivor, i, 2);
        }
        List<SipMessage> byes = Phones.hangUp(calls);
        for (int i = 0; i < CALLS; i++) {
            assertAnswer(byes.get(i), survivor, i, 3);
        }
    }

    private static void assertAnswer(SipMessage response, ServerNode node, int secret, int count) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("X-Node")).isEqualTo(node.name());
        assertThat(response.header("X-Secret")).as("The attribute of the application session").isEqualTo(Integer.toString(secret));
        assertThat(response.header("X-Count")).as("The attribute of the SIP session").isEqualTo(Integer.toString(count));
    }
}
