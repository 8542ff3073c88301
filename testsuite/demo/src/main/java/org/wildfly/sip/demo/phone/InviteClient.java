/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.transaction.ClientTransaction;
import org.wildfly.sip.demo.phone.transaction.Hop;

/** The sender of an INVITE or re-INVITE (RFC 3261 sections 13.2 and 14.1): sends the ACK, and again for each 2xx that comes again. */
final class InviteClient implements ClientTransaction.User {
    private final UserAgent userAgent;
    private final boolean automatic;
    private final Function<SipMessage, Dialog> acceptance;
    private final CompletableFuture<SipMessage> ringing = new CompletableFuture<>();
    private final CompletableFuture<SipMessage> finalResponse = new CompletableFuture<>();
    private ClientTransaction transaction;
    private Dialog dialog;
    private SipMessage accepted;
    private SipMessage ack;
    private Runnable whenProvisional;
    private boolean provisional;

    /**
     * Prepares it.
     *
     * @param automatic whether the ACK is sent at once; else by {@link #acknowledge()}
     * @param acceptance is given the 2xx and returns the dialog
     */
    InviteClient(UserAgent userAgent, boolean automatic, Function<SipMessage, Dialog> acceptance) {
        this.userAgent = userAgent;
        this.automatic = automatic;
        this.acceptance = acceptance;
    }

    void send(SipMessage invite, Hop hop) {
        this.transaction = this.userAgent.transactions().send(invite, hop, this);
    }

    CompletableFuture<SipMessage> ringing() {
        return this.ringing;
    }

    CompletableFuture<SipMessage> finalResponse() {
        return this.finalResponse;
    }

    @Override
    public void received(SipMessage response) {
        if (response.status() < 200) {
            this.provisional = true;
            if (response.status() > 100) {
                this.ringing.complete(response);
            }
            if (this.whenProvisional != null) {
                this.whenProvisional.run();
                this.whenProvisional = null;
            }
        } else if (response.isSuccess()) {
            this.accept(response);
        } else {
            this.finalResponse.complete(response);
        }
    }

    private void accept(SipMessage response) {
        if (this.accepted == null) {
            this.accepted = response;
            this.dialog = this.acceptance.apply(response);
            if (this.automatic) {
                this.acknowledge();
            }
            this.finalResponse.complete(response);
        } else {
            this.dialog.check(response);
            if (this.ack != null) {
                this.sendAck();
            }
        }
    }

    /** Sends the ACK of the 2xx. */
    void acknowledge() {
        SipMessage message = this.dialog.acknowledge(this.transaction.request());
        this.ack = this.userAgent.transactions().prepareAck(message, this.userAgent.hop(this.dialog.nextHop()));
        this.sendAck();
    }

    private void sendAck() {
        this.userAgent.transactions().sendAck(this.ack, this.userAgent.hop(this.dialog.nextHop()));
    }

    /** Cancels the INVITE, as soon as there is a provisional response (section 9.1). */
    void cancel(ClientTransaction.User user) {
        if (this.provisional) {
            this.userAgent.transactions().cancel(this.transaction, user);
        } else {
            this.whenProvisional = () -> this.userAgent.transactions().cancel(this.transaction, user);
        }
    }

    @Override
    public void timedOut() {
        this.finalResponse
                .completeExceptionally(new NoAnswerException("No final answer to INVITE of " + this.transaction.request().callId()));
    }
}
