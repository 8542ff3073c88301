/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.transaction;

import org.wildfly.sip.demo.phone.message.SipMessage;

/** A server transaction of a request that is no INVITE (RFC 3261 section 17.2.2, timer J). */
final class NonInviteServerTransaction extends ServerTransaction {
    NonInviteServerTransaction(TransactionLayer layer, SipMessage request, Hop hop) {
        super(layer, request, hop);
    }

    @Override
    void retransmitted() {
        this.resend();
    }

    @Override
    void acknowledged() {
        throw new IllegalStateException("ACK of " + this.request().method());
    }

    @Override
    void complete(SipMessage finalResponse) {
        if (this.isReliable()) {
            this.terminate();
        } else {
            this.layer().loop().schedule(this.layer().timers().timeout(), this::terminate);
        }
    }
}
