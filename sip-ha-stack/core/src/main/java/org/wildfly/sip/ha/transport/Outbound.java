/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.net.InetSocketAddress;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;

/** A message on its way out: bytes, and what is needed to tell its transaction of a failure. */
final class Outbound {
    private final byte[] bytes;
    private final InetSocketAddress target;
    private final String callId;
    private final String transactionId;
    private final boolean request;
    private boolean retried;

    private Outbound(byte[] bytes, InetSocketAddress target, String callId, String transactionId, boolean request) {
        this.bytes = bytes;
        this.target = target;
        this.callId = callId;
        this.transactionId = transactionId;
        this.request = request;
    }

    /** A message as it is now. */
    static Outbound of(SIPMessage message, String transport, InetSocketAddress target) {
        byte[] bytes = message.encodeAsBytes(transport);
        if (message.isNullRequest()) {
            return of(bytes, target);
        }
        return new Outbound(bytes, target, message.getCallId().getCallId(), message.getTransactionId(), message instanceof SIPRequest);
    }

    /** Bytes that nobody asks after. */
    static Outbound of(byte[] bytes, InetSocketAddress target) {
        return new Outbound(bytes, target, null, null, false);
    }

    byte[] bytes() {
        return this.bytes;
    }

    InetSocketAddress target() {
        return this.target;
    }

    /** Null if nobody asks after this message. */
    String callId() {
        return this.callId;
    }

    String transactionId() {
        return this.transactionId;
    }

    boolean isRequest() {
        return this.request;
    }

    /** True for the first caller only: a message is tried on one other connection. */
    synchronized boolean retry() {
        boolean first = !this.retried;
        this.retried = true;
        return first;
    }
}
