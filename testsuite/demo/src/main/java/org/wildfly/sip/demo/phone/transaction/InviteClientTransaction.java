/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.transaction;

import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.transport.EventLoop;

/** A client transaction of an INVITE (RFC 3261 section 17.1.1, timers A, B and D; RFC 6026, timer M). The ACK of a 2xx is its user's. */
final class InviteClientTransaction extends ClientTransaction {
    private enum State {
        CALLING, PROCEEDING, ACCEPTED, COMPLETED
    }

    private final Retransmission timerA;
    private EventLoop.Timer timerB;
    private State state = State.CALLING;
    private SipMessage ack;

    InviteClientTransaction(TransactionLayer layer, SipMessage request, Hop hop, User user) {
        super(layer, request, hop, user);
        this.timerA = new Retransmission(layer.loop(), layer.timers().t1(), null, this::send);
    }

    @Override
    void start() {
        this.timerB = this.layer().loop().schedule(this.layer().timers().timeout(), this::timeOut);
        if (!this.hop().transport().isReliable()) {
            this.timerA.start();
        }
        this.send();
    }

    private void timeOut() {
        this.timerA.stop();
        this.terminate();
        this.user().timedOut();
    }

    @Override
    void receive(SipMessage response) {
        switch (this.state) {
            case CALLING, PROCEEDING -> {
                this.timerA.stop();
                this.timerB.cancel();
                this.advance(response);
                this.user().received(response);
            }
            case ACCEPTED -> {
                if (response.isSuccess()) {
                    this.user().received(response);
                }
            }
            case COMPLETED -> {
                if (response.status() >= 300) {
                    this.hop().send(this.ack);
                }
            }
        }
    }

    private void advance(SipMessage response) {
        if (response.status() < 200) {
            this.state = State.PROCEEDING;
        } else if (response.isSuccess()) {
            this.state = State.ACCEPTED;
            this.layer().loop().schedule(this.layer().timers().timeout(), this::terminate);
        } else {
            this.state = State.COMPLETED;
            this.ack = this.acknowledge(response);
            this.hop().send(this.ack);
            if (this.hop().transport().isReliable()) {
                this.terminate();
            } else {
                this.layer().loop().schedule(this.layer().timers().timeout(), this::terminate);
            }
        }
    }

    /** RFC 3261 section 17.1.1.3. */
    private SipMessage acknowledge(SipMessage response) {
        SipMessage invite = this.request();
        return SipMessage.request("ACK", invite.requestUri())
                .add("Via", invite.header("Via"))
                .addAll("Route", invite.headers("Route"))
                .add("Max-Forwards", "70")
                .add("From", invite.header("From"))
                .add("To", response.header("To"))
                .add("Call-ID", invite.callId())
                .add("CSeq", invite.cseq() + " ACK")
                .build();
    }
}
