/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

/** A response that was sent, as it was sent. */
public final class SentResponse {
    private final Outbound message;

    SentResponse(Outbound message) {
        this.message = message;
    }

    Outbound message() {
        return this.message;
    }
}
