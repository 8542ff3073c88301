/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import java.util.concurrent.CompletableFuture;

import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.transaction.ClientTransaction;

/** Turns a client transaction's final response into a future. */
final class FutureUser implements ClientTransaction.User {
    private final String description;
    private final CompletableFuture<SipMessage> response = new CompletableFuture<>();

    /** @param description names the request if it is not answered */
    FutureUser(String description) {
        this.description = description;
    }

    CompletableFuture<SipMessage> response() {
        return this.response;
    }

    @Override
    public void received(SipMessage message) {
        if (message.status() >= 200) {
            this.response.complete(message);
        }
    }

    @Override
    public void timedOut() {
        this.response.completeExceptionally(new NoAnswerException("No answer to " + this.description));
    }
}
