/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;

import org.wildfly.sip.balancer.message.Answer;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.Via;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Answers a request instead of sending it on.
 */
final class Rejection {
    private final Workplace place;
    private final RequestEdits edits;

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
        this.place.editor.clear();
        this.edits.stampTopVia();
        if (!answer.write(this.place.message, this.place.editor, this.place.hash, this.place.out.clear())) {
            this.place.count(Counter.OVERSIZE);
            return;
        }
        Arrival arrival = this.place.arrival;
        Via via = this.place.message.topVia();
        boolean stream = arrival.transport() != Transport.UDP;
        int port = stream || via.rportFrom() >= 0 ? arrival.port() : via.sentBy().port(5060);
        InetSocketAddress to = this.place.addresses.get(arrival.high(), arrival.low(), port);
        this.place.send(arrival.leg(), arrival.transport(), to, arrival.flow());
        this.place.count(Counter.REJECTED);
        this.place.traffic.answered(answer.status());
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
}
