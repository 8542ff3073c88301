/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.transaction;

import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.transport.EventLoop;

/** A client transaction of a request that is no INVITE (RFC 3261 section 17.1.2, timers E, F and K). */
final class NonInviteClientTransaction extends ClientTransaction {
    private final Retransmission timerE;
    private EventLoop.Timer timerF;
    private boolean completed;

    NonInviteClientTransaction(TransactionLayer layer, SipMessage request, Hop hop, User user) {
        super(layer, request, hop, user);
        this.timerE = new Retransmission(layer.loop(), layer.timers().t1(), layer.timers().t2(), this::send);
    }

    @Override
    void start() {
        this.timerF = this.layer().loop().schedule(this.layer().timers().timeout(), this::timeOut);
        if (!this.hop().transport().isReliable()) {
            this.timerE.start();
        }
        this.send();
    }

    private void timeOut() {
        this.timerE.stop();
        this.terminate();
        this.user().timedOut();
    }

    @Override
    void receive(SipMessage response) {
        if (this.completed) {
            return;
        }
        if (response.status() < 200) {
            this.timerE.slowDown();
        } else {
            this.complete();
        }
        this.user().received(response);
    }

    private void complete() {
        this.completed = true;
        this.timerE.stop();
        this.timerF.cancel();
        if (this.hop().transport().isReliable()) {
            this.terminate();
        } else {
            this.layer().loop().schedule(this.layer().timers().t4(), this::terminate);
        }
    }
}
