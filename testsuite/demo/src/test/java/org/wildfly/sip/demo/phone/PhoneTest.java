/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.transaction.SipTimers;

/** Two phones that talk to each other without anything between. */
class PhoneTest {
    private static final String DOMAIN = "example.com";
    private static final SipTimers QUICK = new SipTimers(Duration.ofMillis(20), Duration.ofMillis(160), Duration.ofMillis(200));

    private final UserAgent left = new UserAgent("left", QUICK, null);
    private final UserAgent right = new UserAgent("right", QUICK, null);

    @AfterEach
    void close() {
        this.left.close();
        this.right.close();
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    private void assertNoViolations() {
        assertThat(this.left.violations().list()).isEmpty();
        assertThat(this.right.violations().list()).isEmpty();
    }

    private Phone phone(boolean tcp, UserAgent userAgent, String user, UserAgent other) {
        return tcp ? userAgent.tcpPhone(user, DOMAIN, other.address()) : userAgent.phone(user, DOMAIN, other.address());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCallIsAnsweredChangedAndEnded(boolean tcp) throws Exception {
        Phone alice = this.phone(tcp, this.left, "alice", this.right);
        Phone bob = this.phone(tcp, this.right, "bob", this.left);

        OutgoingCall call = alice.call(bob.address(), Map.of("X-Secret", "42"));
        IncomingCall incoming = get(bob.nextCall());
        assertThat(incoming.invite().header("X-Secret")).isEqualTo("42");
        incoming.ring();
        assertThat(get(call.ringing()).status()).isEqualTo(180);
        CompletableFuture<SipMessage> ack = incoming.answer();
        assertThat(get(call.answered()).status()).isEqualTo(200);
        assertThat(get(ack).method()).isEqualTo("ACK");

        assertThat(get(call.reinvite()).status()).isEqualTo(200);
        assertThat(get(incoming.next("INVITE")).cseq()).isEqualTo(2);
        assertThat(get(incoming.reinvite()).status()).isEqualTo(200);
        assertThat(get(incoming.info()).status()).isEqualTo(200);
        assertThat(get(call.info()).status()).isEqualTo(200);

        assertThat(get(incoming.hangUp()).status()).isEqualTo(200);
        assertThat(get(call.hungUp()).method()).isEqualTo("BYE");
        assertThat(get(this.left.activeCalls())).isZero();
        assertThat(get(this.right.activeCalls())).isZero();
        this.assertNoViolations();
    }

    @Test
    void aCallIsCancelledWhileItRings() throws Exception {
        Phone alice = this.phone(false, this.left, "alice", this.right);
        Phone bob = this.phone(false, this.right, "bob", this.left);
        OutgoingCall call = alice.call(bob.address());
        IncomingCall incoming = get(bob.nextCall());
        assertThat(get(call.cancel()).status()).isEqualTo(200);
        assertThat(get(incoming.cancelled()).method()).isEqualTo("CANCEL");
        assertThat(get(call.finalResponse()).status()).isEqualTo(487);
        await().until(() -> this.left.transactions().size() + this.right.transactions().size() == 0);
        this.assertNoViolations();
    }

    @Test
    void aRejectedCallFails() throws Exception {
        Phone alice = this.phone(false, this.left, "alice", this.right);
        Phone bob = this.phone(false, this.right, "bob", this.left);
        bob.onCall(incoming -> incoming.reject(486, "Busy Here"));
        OutgoingCall call = alice.call(bob.address());
        assertThatThrownBy(() -> get(call.answered())).hasCauseInstanceOf(RejectedException.class);
        assertThat(get(this.left.activeCalls())).isZero();
        this.assertNoViolations();
    }

    @Test
    void requestsAndResponsesThatAreLostComeAgain() throws Exception {
        try (LossyRelay relay = new LossyRelay(this.right.address())) {
            Phone alice = this.left.phone("alice", DOMAIN, relay.address());
            Phone bob = this.phone(false, this.right, "bob", this.left);
            bob.onCall(IncomingCall::answer);
            assertThat(get(alice.request("MESSAGE", bob.address(), Map.of())).status()).isEqualTo(200);
            assertThat(get(alice.call(bob.address()).answered()).status()).isEqualTo(200);
            assertThat(relay.count()).isGreaterThan(6);
            bob.onCall(incoming -> incoming.reject(486, "Busy Here"));
            assertThat(get(alice.call(bob.address()).finalResponse()).status()).isEqualTo(486);
            get(bob.next("MESSAGE"));
            assertThat(bob.next("MESSAGE")).as("The same MESSAGE must not arrive twice").isNotDone();
        }
        this.assertNoViolations();
    }

    @Test
    void aHeldBackAckIsWaitedForAndSentForEachRepeated2xx() throws Exception {
        Phone alice = this.phone(false, this.left, "alice", this.right);
        Phone bob = this.phone(false, this.right, "bob", this.left);
        OutgoingCall call = alice.callWithoutAck(bob.address(), Map.of());
        CompletableFuture<SipMessage> ack = get(bob.nextCall()).answer();
        get(call.answered());
        assertThat(ack).isNotDone();
        call.acknowledge();
        get(ack);
        assertThat(get(call.hangUp()).status()).isEqualTo(200);
        this.assertNoViolations();
    }

    @Test
    void aPeerThatDoesNotAnswerIsGivenUpAfter64T1() throws Exception {
        try (DatagramSocket deaf = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            Phone alice = this.left.phone("alice", DOMAIN, (InetSocketAddress) deaf.getLocalSocketAddress());
            assertThatThrownBy(() -> get(alice.register(Duration.ofMinutes(1)))).hasCauseInstanceOf(NoAnswerException.class);
            assertThatThrownBy(() -> get(alice.call("sip:bob@example.com").answered())).hasRootCauseInstanceOf(NoAnswerException.class);
        }
    }

    @Test
    void hundredsOfCallsAtOnceShareOneSocket() throws Exception {
        try (UserAgent callers = UserAgent.open("callers", null); UserAgent callees = UserAgent.open("callees", null)) {
            Phone alice = callers.phone("alice", DOMAIN, callees.address());
            Phone bob = callees.phone("bob", DOMAIN, callers.address());
            bob.onCall(IncomingCall::answer);
            List<OutgoingCall> calls = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                calls.add(alice.call(bob.address()));
            }
            for (OutgoingCall call : calls) {
                get(call.answered());
            }
            assertThat(get(callees.activeCalls())).isEqualTo(500);
            List<CompletableFuture<SipMessage>> byes = calls.stream().map(Call::hangUp).toList();
            for (CompletableFuture<SipMessage> bye : byes) {
                assertThat(get(bye).status()).isEqualTo(200);
            }
            assertThat(get(callees.activeCalls())).isZero();
            assertThat(callers.violations().list()).isEmpty();
            assertThat(callees.violations().list()).isEmpty();
        }
    }
}
