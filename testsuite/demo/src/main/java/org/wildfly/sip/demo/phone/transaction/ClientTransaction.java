/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.transaction;

import org.wildfly.sip.demo.phone.message.SipMessage;

/** A client transaction (RFC 3261 section 17.1). On its event loop only. */
public abstract class ClientTransaction {
    /** The transaction user. */
    public interface User {
        /** A response came; of an INVITE each 2xx, of the other final ones only the first. */
        void received(SipMessage response);

        /** No final response came in time (timer B or F). */
        void timedOut();
    }

    private final TransactionLayer layer;
    private final SipMessage request;
    private final Hop hop;
    private final User user;

    ClientTransaction(TransactionLayer layer, SipMessage request, Hop hop, User user) {
        this.layer = layer;
        this.request = request;
        this.hop = hop;
        this.user = user;
    }

    /** The request, with its Via. */
    public final SipMessage request() {
        return this.request;
    }

    /** Where it was sent. */
    public final Hop hop() {
        return this.hop;
    }

    final User user() {
        return this.user;
    }

    final TransactionLayer layer() {
        return this.layer;
    }

    final void send() {
        this.hop.send(this.request);
    }

    final void terminate() {
        this.layer.forget(this);
    }

    abstract void start();

    abstract void receive(SipMessage response);
}
