/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import java.util.concurrent.CompletableFuture;

import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.transaction.Retransmission;
import org.wildfly.sip.demo.phone.transaction.ServerTransaction;
import org.wildfly.sip.demo.phone.transaction.SipTimers;
import org.wildfly.sip.demo.phone.transport.EventLoop;

/** Accepts an INVITE or re-INVITE and sends the 2xx again until its ACK comes (RFC 3261 section 13.3.1.4). */
final class InviteServer {
    private final ServerTransaction transaction;
    private final CompletableFuture<SipMessage> acknowledged = new CompletableFuture<>();
    private final Retransmission retransmission;
    private final EventLoop.Timer timeout;

    /** Sends the 2xx. */
    InviteServer(ServerTransaction transaction, SipMessage response, EventLoop loop, SipTimers timers) {
        this.transaction = transaction;
        this.retransmission = new Retransmission(loop, timers.t1(), timers.t2(), transaction::resend);
        this.timeout = loop.schedule(timers.timeout(), this::timeOut);
        this.retransmission.start();
        transaction.respond(response);
    }

    /** The ACK, as soon as it comes. */
    CompletableFuture<SipMessage> acknowledged() {
        return this.acknowledged;
    }

    /** Takes an ACK. @return whether it is of this INVITE */
    boolean acknowledge(SipMessage ack) {
        if (ack.cseq() != this.transaction.request().cseq()) {
            return false;
        }
        this.stop();
        this.acknowledged.complete(ack);
        return true;
    }

    /** Sends no 2xx any more: the call has ended. */
    void stop() {
        this.retransmission.stop();
        this.timeout.cancel();
    }

    private void timeOut() {
        this.retransmission.stop();
        this.acknowledged.completeExceptionally(new NoAnswerException("No ACK of " + this.transaction.request().callId()));
    }
}
