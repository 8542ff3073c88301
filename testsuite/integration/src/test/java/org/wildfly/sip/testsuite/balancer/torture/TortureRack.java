/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.wildfly.sip.testsuite.balancer.harness.Peer;
import org.wildfly.sip.testsuite.balancer.harness.SipText;

/**
 * Sends a message from one side of a balancer to the other, and a good one, the marker, behind it: since order is kept, what came of the
 * message has come when the marker has, and nobody has to wait for what does not come.
 */
final class TortureRack {
    private final Peer sender;
    private final Peer receiver;
    private final SipText marker;

    /**
     * @param sender   sends messages to the balancer
     * @param receiver gets what is sent on
     * @param marker   a request of the sender that reaches the receiver
     */
    TortureRack(Peer sender, Peer receiver, SipText marker) throws IOException {
        this.sender = sender;
        this.receiver = receiver;
        this.marker = marker.withCallId("marker-" + UUID.randomUUID());
        clear();
    }

    /** Takes away what an earlier test has left. */
    private void clear() throws IOException {
        this.sender.send(this.marker);
        SipText passed = this.receiver.receive();
        while (!isOfMarker(passed)) {
            passed = this.receiver.receive();
        }
        this.receiver.send(passed.response(200, "m"));
        while (!isOfMarker(this.sender.receive())) {
            continue;
        }
    }

    /**
     * Sends a message and looks what becomes of it.
     *
     * @param bytes the message, perhaps with Routes before it
     */
    void torture(TortureMessage message, byte[] bytes, Outcome expected) throws IOException {
        switch (expected.kind()) {
            case FORWARDED -> {
                this.sender.send(bytes);
                assertForwarded(message);
            }
            case ANSWERED -> {
                this.sender.send(bytes);
                List<SipText> answers = beforeTheMarker();
                assertThat(answers).as("answers to " + message).hasSize(1);
                assertAnswer(message, answers.get(0), expected);
            }
            case DROPPED -> {
                this.sender.send(bytes);
                assertThat(beforeTheMarker()).as("answers to " + message).isEmpty();
            }
            case CLOSED -> {
                this.sender.send(bytes);
                assertClosed(message);
            }
            case WAITED_FOR -> {
                this.sender.send(bytes);
                assertThat(this.sender.isQuiet()).as("answer to " + message).isTrue();
            }
        }
    }

    private void assertForwarded(TortureMessage message) throws IOException {
        ForwardedMessage.assertThatIsSame(this.receiver.receive(), SipText.of(message.bytes()));
        assertThat(beforeTheMarker()).as("answers to " + message).isEmpty();
    }

    /** Lets the marker pass and answers it. What the sender has got before, which the marker's answer is not a part of. */
    private List<SipText> beforeTheMarker() throws IOException {
        this.sender.send(this.marker);
        SipText passed = this.receiver.receive();
        assertThat(passed.header("Call-ID")).as("nothing but the marker is sent on").isEqualTo(this.marker.header("Call-ID"));
        this.receiver.send(passed.response(200, "m"));
        List<SipText> answers = new ArrayList<>();
        for (SipText next = this.sender.receive(); !isOfMarker(next); next = this.sender.receive()) {
            answers.add(next);
        }
        return answers;
    }

    private boolean isOfMarker(SipText message) {
        return this.marker.header("Call-ID").equals(message.header("Call-ID"));
    }

    private static void assertAnswer(TortureMessage message, SipText answer, Outcome expected) {
        assertThat(answer.isRequest()).as("answer").isFalse();
        assertThat(answer.status()).as("answer to " + message).isIn(expected.codes());
        assertThat(answer.headers("Via")).as("Via of the answer").isNotEmpty();
        assertThat(answer.header("Content-Length")).isEqualTo("0");
        if (answer.status() == 420) {
            assertThat(answer.header("Unsupported")).contains("noProxiesSupportThis").contains("norDoAnyProxiesSupportThis");
        }
    }

    private void assertClosed(TortureMessage message) throws IOException {
        try {
            SipText answer = this.sender.receive();
            assertThat(answer.status()).as("answer to " + message).isEqualTo(400);
            this.sender.receive();
            throw new AssertionError("the connection stays open");
        } catch (EOFException | SocketException e) {
            assertThat(this.receiver.isQuiet()).as("nothing is sent on").isTrue();
        }
    }
}
