/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wildfly.sip.demo.phone.Call;
import org.wildfly.sip.demo.phone.IncomingCall;
import org.wildfly.sip.demo.phone.OutgoingCall;
import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ServerNode;
import org.wildfly.sip.testsuite.harness.ClusterExtension;
import org.wildfly.sip.testsuite.harness.Phones;

/** Calls that an application connects, when its server is killed. */
@ExtendWith(ClusterExtension.class)
class CallsOfABackToBackUserAgentIT {
    private static final int CALLS = 200;

    @Test
    void bothLegsOfTwoHundredCallsOutliveANodeWhoeverHangsUp(Cluster cluster, Phones phones) {
        Map<String, IncomingCall> incoming = new ConcurrentHashMap<>();
        phones.callee().onCall(call -> {
            incoming.put(call.invite().header("X-Secret"), call);
            call.answer();
        });
        List<OutgoingCall> calls = phones.establish(CALLS, phones.callee().contact());
        List<IncomingCall> others = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            others.add(incoming.get(Integer.toString(i)));
        }
        assertThat(others).doesNotContainNull();
        ServerNode killed = cluster.nodes().get(0);
        ServerNode survivor = cluster.nodes().get(1);
        assertThat(calls).extracting(Phones::node).contains(killed.name(), survivor.name());

        killed.kill();

        List<CompletableFuture<SipMessage>> reinvites = calls.stream().map(OutgoingCall::reinvite).toList();
        reinvites.forEach(response -> assertThat(Phones.get(response).status()).isEqualTo(200));
        others.forEach(call -> assertThat(Phones.get(call.next("INVITE")).method()).isEqualTo("INVITE"));
        List<CompletableFuture<SipMessage>> infos = others.stream().map(IncomingCall::info).toList();
        infos.forEach(response -> assertThat(Phones.get(response).status()).isEqualTo(200));

        List<Call> hangingUp = new ArrayList<>();
        List<Call> hungUp = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            boolean byCaller = i % 2 == 0;
            hangingUp.add(byCaller ? calls.get(i) : others.get(i));
            hungUp.add(byCaller ? others.get(i) : calls.get(i));
        }
        List<SipMessage> byes = Phones.hangUp(hangingUp);
        for (int i = 0; i < CALLS; i++) {
            assertThat(byes.get(i).header("X-Secret")).as("The attribute of the application session").isEqualTo(Integer.toString(i));
            assertThat(Phones.get(hungUp.get(i).hungUp()).method()).isEqualTo("BYE");
        }
    }

    @Test
    void aCallThatIsCancelledWhileItRingsEndsOnBothLegs(Phones phones) {
        OutgoingCall call = phones.caller().call(phones.callee().contact(), Map.of("X-Secret", "cancelled"));
        IncomingCall incoming = Phones.get(phones.callee().nextCall());
        incoming.ring();
        Phones.get(call.ringing());
        assertThat(Phones.get(call.cancel()).status()).isEqualTo(200);
        assertThat(Phones.get(call.finalResponse()).status()).isEqualTo(487);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> incoming.cancelled().isDone());
    }

    @Test
    void aCallThatIsRejectedIsRejectedOnBothLegs(Phones phones) {
        phones.callee().onCall(call -> call.reject(486, "Busy Here"));
        OutgoingCall call = phones.caller().call(phones.callee().contact(), Map.of("X-Secret", "rejected"));
        assertThat(Phones.get(call.finalResponse()).status()).isEqualTo(486);
    }
}
