/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.transaction;

import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.transport.EventLoop;

/** A server transaction of an INVITE (RFC 3261 section 17.2.1, timers G, H and I; RFC 6026, timer L). */
final class InviteServerTransaction extends ServerTransaction {
    private final Retransmission timerG;
    private EventLoop.Timer timerH;
    private boolean accepted;
    private boolean confirmed;

    InviteServerTransaction(TransactionLayer layer, SipMessage request, Hop hop) {
        super(layer, request, hop);
        this.timerG = new Retransmission(layer.loop(), layer.timers().t1(), layer.timers().t2(), this::resend);
    }

    @Override
    void retransmitted() {
        if (!this.accepted && !this.confirmed) {
            this.resend();
        }
    }

    @Override
    void complete(SipMessage finalResponse) {
        this.accepted = finalResponse.isSuccess();
        if (!this.accepted && !this.isReliable()) {
            this.timerG.start();
        }
        this.timerH = this.layer().loop().schedule(this.layer().timers().timeout(), this::expire);
    }

    private void expire() {
        this.timerG.stop();
        this.terminate();
        if (!this.accepted) {
            this.layer().violation("No ACK of " + this.request().callId() + " within timer H");
        }
    }

    @Override
    void acknowledged() {
        if (this.accepted) {
            this.layer().violation("The ACK of a 2xx has the branch of its INVITE: " + this.request().callId());
            return;
        }
        if (this.confirmed) {
            return;
        }
        this.confirmed = true;
        this.timerG.stop();
        this.timerH.cancel();
        if (this.isReliable()) {
            this.terminate();
        } else {
            this.layer().loop().schedule(this.layer().timers().t4(), this::terminate);
        }
    }
}
