/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.transaction;

import org.wildfly.sip.demo.phone.message.SipMessage;

/** A server transaction (RFC 3261 section 17.2). On its event loop only. */
public abstract class ServerTransaction {
    private final TransactionLayer layer;
    private final SipMessage request;
    private final Hop hop;
    private SipMessage response;

    ServerTransaction(TransactionLayer layer, SipMessage request, Hop hop) {
        this.layer = layer;
        this.request = request;
        this.hop = hop;
    }

    /** The request. */
    public final SipMessage request() {
        return this.request;
    }

    /** Whether a final response was sent. */
    public final boolean isAnswered() {
        return this.response != null && this.response.status() >= 200;
    }

    /** Sends a response; after a final one, which must be the only one, it is retransmitted as the RFC says. */
    public final void respond(SipMessage message) {
        if (this.isAnswered()) {
            throw new IllegalStateException(this.request.method() + " was answered already");
        }
        this.response = message;
        this.resend();
        if (message.status() >= 200) {
            this.complete(message);
        }
    }

    /** Sends the 2xx to an INVITE again, which is its user's task (RFC 3261 section 13.3.1.4), or any last response. */
    public final void resend() {
        if (this.response != null) {
            this.hop.send(this.response);
        }
    }

    final TransactionLayer layer() {
        return this.layer;
    }

    final boolean isReliable() {
        return this.hop.transport().isReliable();
    }

    final void terminate() {
        this.layer.forget(this);
    }

    /** The request came again. */
    abstract void retransmitted();

    /** An ACK of this transaction came. */
    abstract void acknowledged();

    abstract void complete(SipMessage finalResponse);
}
