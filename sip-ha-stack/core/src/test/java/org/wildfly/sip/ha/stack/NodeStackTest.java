/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sip.message.Request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.ha.work.SessionQueue;

class NodeStackTest {
    /** Reserved for a service that nobody offers any more. */
    private static final int CLOSED_PORT = 1;
    private static final int FAST = 10;
    private static final int SLOW = 500;

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void aRequestIsAnsweredAndNothingIsLeftOfIt(String transport) throws Exception {
        try (TestNode a = new TestNode(transport); TestNode b = new TestNode(transport)) {
            b.onRequest = event -> b.answer(event, 200, FAST);
            a.send(a.request(Request.OPTIONS, b.port(), "one"), FAST);
            await().until(() -> a.responses.size() == 1);
            assertThat(a.responses.peek().getResponse().getStatusCode()).isEqualTo(200);
            await().untilAsserted(() -> {
                assertThat(a.transactions() + b.transactions()).isZero();
                assertThat(a.timers().size() + b.timers().size()).isZero();
                assertThat(a.queues().size() + b.queues().size()).isZero();
            });
            assertThat(a.failures()).isEmpty();
            assertThat(b.failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void anInviteIsRefusedAndAcknowledgedAndNothingIsLeftOfIt(String transport) throws Exception {
        try (TestNode a = new TestNode(transport); TestNode b = new TestNode(transport)) {
            b.onRequest = event -> b.answer(event, 486, FAST);
            a.send(a.request(Request.INVITE, b.port(), "busy"), FAST);
            await().until(() -> a.responses.stream().anyMatch(event -> event.getResponse().getStatusCode() == 486));
            await().untilAsserted(() -> assertThat(a.transactions() + b.transactions()).isZero());
            await().untilAsserted(() -> assertThat(a.timers().size() + b.timers().size()).isZero());
            assertThat(b.timeouts).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void aNodeCanSendToItself(String transport) throws Exception {
        try (TestNode node = new TestNode(transport)) {
            node.onRequest = event -> node.answer(event, 200, FAST);
            node.send(node.request(Request.OPTIONS, node.port(), "self"), FAST);
            await().until(() -> node.responses.size() == 1);
            assertThat(node.failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void messagesOfACallStayInOrderUnderABurst(String transport) throws Exception {
        try (TestNode a = new TestNode(transport); TestNode b = new TestNode(transport)) {
            b.onRequest = event -> b.answer(event, 200, FAST);
            int calls = 20;
            int each = 10;
            for (int i = 1; i <= each; i++) {
                for (int call = 0; call < calls; call++) {
                    Request request = a.request(Request.OPTIONS, b.port(), "call-" + call);
                    ((javax.sip.header.CSeqHeader) request.getHeader("CSeq")).setSeqNumber(i);
                    a.send(request, SLOW);
                }
            }
            await().until(() -> a.responses.size() == calls * each);
            for (int call = 0; call < calls; call++) {
                String id = "call-" + call;
                List<Long> seen = b.requests.stream().map(event -> (gov.nist.javax.sip.message.SIPRequest) event.getRequest())
                        .filter(request -> request.getCallId().getCallId().equals(id)).map(request -> request.getCSeq().getSeqNumber())
                        .collect(Collectors.toList());
                assertThat(seen).as(id)
                        .isEqualTo(IntStream.rangeClosed(1, each).mapToObj(Long::valueOf).collect(Collectors.toList()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void whatTheCommitHoldsDoesNotLeaveAndItsTimersDoNotRun(String transport) throws Exception {
        try (TestNode a = new TestNode(transport); TestNode b = new TestNode(transport)) {
            AtomicReference<SessionQueue> queue = new AtomicReference<>();
            List<Runnable> held = new ArrayList<>();
            a.queues().post("held", () -> {
                queue.set(SessionQueue.current());
                SessionQueue.current().setCommit((session, outputs, required) -> held.addAll(outputs));
                a.queues().bind("held", SessionQueue.current());
            });
            b.onRequest = event -> b.answer(event, 200, FAST);
            a.send(a.request(Request.OPTIONS, b.port(), "held"), FAST);
            await().until(() -> !held.isEmpty() && a.queues().waiting() == 0);
            assertThat(a.timers().size()).as("timers that run").isZero();
            assertThat(b.requests).isEmpty();
            assertThat(a.timeouts).isEmpty();

            a.queues().post("held", () -> {
                SessionQueue.current().setCommit((session, outputs, required) -> outputs.forEach(Runnable::run));
                held.forEach(Runnable::run);
            });
            await().until(() -> a.responses.size() == 1);
            assertThat(b.requests).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void aCancelFindsItsInvite(String transport) throws Exception {
        try (TestNode a = new TestNode(transport); TestNode b = new TestNode(transport)) {
            AtomicReference<javax.sip.ServerTransaction> invite = new AtomicReference<>();
            b.onRequest = event -> {
                if (event.getRequest().getMethod().equals(Request.INVITE)) {
                    invite.set(b.answer(event, 180, SLOW));
                } else {
                    assertThat(b.stack().findCancelTransaction((gov.nist.javax.sip.message.SIPRequest) event.getRequest(), true))
                            .isSameAs(invite.get());
                    b.answer(event, 200, FAST);
                }
            };
            a.send(a.request(Request.INVITE, b.port(), "cancelled"), SLOW);
            await().until(() -> a.responses.size() == 1);
            a.queues().post("cancelled", () -> {
                try {
                    a.provider().getNewClientTransaction(a.responses.peek().getClientTransaction().createCancel()).sendRequest();
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            });
            await().until(() -> a.responses.size() == 2);
            assertThat(b.failures()).isEmpty();
        }
    }

    @Test
    void aLostRequestIsSentAgainAndTimesOut() throws Exception {
        try (TestNode a = new TestNode("udp"); TestNode b = new TestNode("udp")) {
            a.send(a.request(Request.OPTIONS, b.port(), "lost"), FAST);
            await().until(() -> a.timeouts.size() == 1);
            assertThat(b.counters().received()).isGreaterThan(3);
            await().untilAsserted(() -> assertThat(a.transactions()).isZero());
        }
    }

    @Test
    void aRefusedConnectionEndsTheTransaction() throws Exception {
        try (TestNode a = new TestNode("tcp")) {
            a.send(a.request(Request.INVITE, CLOSED_PORT, "refused"), FAST);
            await().until(() -> a.ioExceptions.size() == 1 && a.timeouts.size() == 1);
            await().untilAsserted(() -> {
                assertThat(a.transactions()).isZero();
                assertThat(a.timers().size()).isZero();
                assertThat(a.queues().size()).isZero();
            });
            assertThat(a.counters().sendFailures()).isEqualTo(1);
        }
    }

    @Test
    void theListeningPointTellsPeersItsPublicAddress() throws Exception {
        try (TestNode node = new TestNode("udp")) {
            var point = node.stack().listen("tcp", new java.net.InetSocketAddress("127.0.0.1", 0), "2001:db8::7", 5070);
            assertThat(point.getSentBy()).isEqualTo("[2001:db8::7]:5070");
            assertThat(((gov.nist.javax.sip.ListeningPointImpl) point).getViaHeader().encode().trim())
                    .isEqualTo("Via: SIP/2.0/TCP [2001:db8::7]:5070");
            assertThat(point.getPort()).isPositive();
        }
    }

    @Test
    void aListeningPointOfAllAddressesTellsPeersOneOfThem() throws Exception {
        try (TestNode node = new TestNode("udp")) {
            var point = node.stack().listen("udp", new java.net.InetSocketAddress("0.0.0.0", 0), null, 0);
            assertThat(point.getSentBy()).doesNotStartWith("0.0.0.0").endsWith(":" + point.getPort());
        }
    }

    @Test
    void aStoppedStackListensNoMore() throws Exception {
        TestNode node = new TestNode("udp");
        node.close();
        assertThatThrownBy(() -> node.stack().listen("tcp", new java.net.InetSocketAddress("127.0.0.1", 0), null, 0))
                .isInstanceOf(java.io.IOException.class);
        assertThatThrownBy(() -> node.stack().start()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAddressThatIsTakenIsRefused() throws Exception {
        try (TestNode node = new TestNode("tcp")) {
            assertThatThrownBy(() -> node.stack().listen("tcp", new java.net.InetSocketAddress("127.0.0.1", node.port()), null, 0))
                    .isInstanceOf(java.io.IOException.class);
            assertThatThrownBy(() -> node.stack().listen("tls", new java.net.InetSocketAddress("127.0.0.1", 0), null, 0))
                    .isInstanceOf(java.io.IOException.class);
        }
    }

    @Test
    void stoppingEndsEveryThread() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        TestNode a = new TestNode("udp");
        a.stack().listen("tcp", new java.net.InetSocketAddress("127.0.0.1", 0), null, 0);
        a.send(a.request(Request.OPTIONS, a.port(), "last"), SLOW);
        await().until(() -> a.requests.size() == 1);
        a.close();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet().stream().filter(thread -> !before.contains(thread))
                .map(Thread::getName).filter(name -> !name.startsWith("awaitility"))).isEmpty());
    }
}
