/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.health;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a node says of its load, by the loss-based algorithm of RFC 7339: the percentage of new requests to keep from it, for a time. For
 * all threads; without locks.
 */
final class Overload {
    /** Nothing tells the order in which it was told. */
    static final long NO_SEQUENCE = -1;

    private final AtomicLong sequence = new AtomicLong(NO_SEQUENCE);
    private volatile int percent;
    private volatile long until;

    /**
     * The node has told.
     *
     * @param percent  of requests to keep away
     * @param validity in milliseconds; 0 ends the overload (section 4.3)
     * @param number   what is not greater than the last while that is valid is old (section 4.4); -1 if there is none
     * @param now      nanoseconds
     */
    void told(int percent, int validity, long number, long now) {
        long last = this.sequence.get();
        boolean old = number != NO_SEQUENCE && last != NO_SEQUENCE && number <= last;
        if (old && percent(now) > 0 || !this.sequence.compareAndSet(last, Math.max(number, NO_SEQUENCE))) {
            return;
        }
        this.until = now + TimeUnit.MILLISECONDS.toNanos(validity);
        this.percent = validity == 0 ? 0 : Math.min(100, Math.max(0, percent));
    }

    /** True if there may be something to keep away; saves asking for the time. */
    boolean isPossible() {
        return this.percent > 0;
    }

    /** The percentage that is valid now. */
    int percent(long now) {
        int told = this.percent;
        return told > 0 && this.until - now > 0 ? told : 0;
    }
}
