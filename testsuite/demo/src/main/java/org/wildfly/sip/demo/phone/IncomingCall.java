/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.transaction.ServerTransaction;

/** The callee's side of a call. */
public final class IncomingCall extends Call {
    private final Phone phone;
    private final ServerTransaction transaction;
    private final CompletableFuture<SipMessage> cancelled = new CompletableFuture<>();

    IncomingCall(Phone phone, UserAgent userAgent, ServerTransaction transaction) {
        super(userAgent, transaction.request().callId(), Identifiers.next());
        this.phone = phone;
        this.transaction = transaction;
    }

    /** The INVITE. */
    public SipMessage invite() {
        return this.transaction.request();
    }

    @Override
    String contact() {
        return this.phone.contact();
    }

    /** Sends 180. */
    public void ring() {
        this.userAgent().loop().execute(() -> {
            if (!this.transaction.isAnswered()) {
                this.transaction.respond(SipMessage.response(this.invite(), 180, "Ringing", this.localTag())
                        .add("Contact", '<' + this.contact() + '>').build());
            }
        });
    }

    /** Sends 200. @return the ACK */
    public CompletableFuture<SipMessage> answer() {
        return this.answer(Map.of());
    }

    /** Sends 200 with further header fields. @return the ACK */
    public CompletableFuture<SipMessage> answer(Map<String, String> headers) {
        return this.userAgent().call(() -> {
            this.establish(Dialog.ofCallee(this.invite(), this.localTag(), this.contact(), this.userAgent().violations()));
            return this.accept(this.transaction, headers);
        });
    }

    /** Sends a final response above 299. */
    public void reject(int status, String reason) {
        this.userAgent().loop().execute(() -> {
            this.answer(this.transaction, status, reason);
            this.end();
        });
    }

    /** The CANCEL, if one comes before the call is answered. */
    public CompletableFuture<SipMessage> cancelled() {
        return this.cancelled;
    }

    void cancel(SipMessage cancel) {
        if (!this.transaction.isAnswered()) {
            this.answer(this.transaction, 487, "Request Terminated");
            this.end();
            this.cancelled.complete(cancel);
        }
    }
}
