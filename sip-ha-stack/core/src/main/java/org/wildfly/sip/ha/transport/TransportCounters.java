/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.util.concurrent.atomic.LongAdder;

/** What has happened at a listening point since it was opened; read and written by any thread. */
public final class TransportCounters {
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder keepAlives = new LongAdder();
    private final LongAdder sendFailures = new LongAdder();
    private final LongAdder[] drops = new LongAdder[Drop.values().length];

    /** Why a message was not passed on. */
    public enum Drop {
        /** It cannot be parsed, or lacks a mandatory header field; a request got a 400 if possible. */
        MALFORMED,
        /** It is longer than allowed. */
        OVERSIZE,
        /** Too much work was waiting; a request got a 503. */
        OVERLOADED,
        /** The connection ended in the middle of it. */
        INCOMPLETE,
        /** A request of another SIP version; it got a 505. */
        VERSION,
        /** Something unexpected happened while it was handled. */
        FAILED,
        /** There were too many connections. */
        CONNECTION
    }

    TransportCounters() {
        for (int i = 0; i < this.drops.length; i++) {
            this.drops[i] = new LongAdder();
        }
    }

    /** Messages received, also those that were dropped. */
    public long received() {
        return this.received.sum();
    }

    /** Messages given to the network. */
    public long sent() {
        return this.sent.sum();
    }

    /** Keep-alives received (RFC 5626 section 3.5.1). */
    public long keepAlives() {
        return this.keepAlives.sum();
    }

    /** Messages that the network did not take. */
    public long sendFailures() {
        return this.sendFailures.sum();
    }

    /** Messages dropped for a reason. */
    public long dropped(Drop reason) {
        return this.drops[reason.ordinal()].sum();
    }

    /** Messages dropped for any reason. */
    public long dropped() {
        long sum = 0;
        for (LongAdder drop : this.drops) {
            sum += drop.sum();
        }
        return sum;
    }

    void countReceived() {
        this.received.increment();
    }

    void countSent() {
        this.sent.increment();
    }

    void countKeepAlive() {
        this.keepAlives.increment();
    }

    void countSendFailure() {
        this.sendFailures.increment();
    }

    void countDrop(Drop reason) {
        this.drops[reason.ordinal()].increment();
    }
}
