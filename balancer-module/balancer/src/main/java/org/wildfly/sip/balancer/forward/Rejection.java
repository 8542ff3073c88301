/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import org.wildfly.sip.balancer.message.Answer;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.message.HeaderValues;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.Via;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Answers a request instead of sending it on.
 */
final class Rejection {
    private static final int MAX_MORE = 1024;
    private static final byte[] RETRY_AFTER = bytes("Retry-After: ");
    private static final byte[] UNSUPPORTED = bytes("Unsupported: ");
    private static final byte[] COMMA = bytes(", ");
    private static final byte[] LINE_END = bytes("\r\n");

    private final Workplace place;
    private final RequestEdits edits;
    private final ByteWriter more = new ByteWriter(MAX_MORE);
    private final HeaderValues values = new HeaderValues();

    Rejection(Workplace place, RequestEdits edits) {
        this.place = place;
        this.edits = edits;
    }

    /** Sends an answer to where the request came from; an ACK is dropped. */
    void reject(Answer answer) {
        if (this.place.message.method() == Method.ACK) {
            this.place.count(Counter.ACK);
            return;
        }
        if (!send(answer)) {
            this.place.count(Counter.OVERSIZE);
            return;
        }
        this.place.count(Counter.REJECTED);
        this.place.traffic.answered(answer.status());
    }

    /** Sends an answer to a request that was meant for this balancer. */
    void answer(Answer answer) {
        if (send(answer)) {
            this.place.traffic.answered(answer.status());
        } else {
            this.place.count(Counter.OVERSIZE);
        }
    }

    /** Says that an INVITE that has been sent on is on its way. */
    void trying() {
        send(Answer.TRYING);
    }

    private boolean send(Answer answer) {
        this.place.editor.clear();
        this.edits.stampTopVia();
        if (!write(answer)) {
            return false;
        }
        Arrival arrival = this.place.arrival;
        Via via = this.place.message.topVia();
        boolean stream = arrival.transport() != Transport.UDP;
        int port = stream || via.rportFrom() >= 0 ? arrival.port() : via.sentBy().port(5060);
        InetSocketAddress to = this.place.addresses.get(arrival.high(), arrival.low(), port);
        this.place.send(arrival.at(), to, arrival.flow());
        return true;
    }

    /** Writes an answer to the request, without where it came from. False if it does not fit. */
    boolean write(Answer answer) {
        this.more.clear();
        if (answer == Answer.SERVICE_UNAVAILABLE) {
            this.more.put(RETRY_AFTER).decimal(this.place.forwarding.rules().routing().retryAfter()).put(LINE_END);
        } else if (answer == Answer.BAD_EXTENSION) {
            writeUnsupported();
        }
        return answer.write(this.place.message, this.place.editor, this.place.hash, this.more, this.place.out.clear());
    }

    private void writeUnsupported() {
        this.values.ofProxyRequire(this.place.message);
        boolean first = true;
        while (this.values.next()) {
            if (!this.place.forwarding.rules().isAllowedExtension(this.values)) {
                this.more.put(first ? UNSUPPORTED : COMMA).put(this.place.message.bytes(), this.values.from(), this.values.to());
                first = false;
            }
        }
        this.more.put(LINE_END);
    }

    /** True, and counted, if the request is the ACK of an answer of this balancer, which goes no further. */
    boolean isForAnswer() {
        boolean own = this.place.message.method() == Method.ACK
                && Answer.isAcknowledged(this.place.message, this.place.hash, this.place.scratch);
        if (own) {
            this.place.count(Counter.ACK);
        }
        return own;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
