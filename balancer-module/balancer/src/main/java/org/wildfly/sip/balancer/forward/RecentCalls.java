/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Calls of the last minutes, by their hashes: of fixed size, without objects, and so that many calls push others out. Takes no memory while
 * there are none. For any thread.
 */
final class RecentCalls {
    private static final int SIZE = 1 << 14;
    private static final long TIME_MASK = 0xffff;
    /** Longer than a transaction lasts (timer C, RFC 3261 section 16.6). */
    private static final int REMEMBERED_SECONDS = 200;

    private final LongSupplier clock;
    private volatile AtomicLongArray slots;

    /**
     * @param clock in nanoseconds, as {@link System#nanoTime()}
     */
    RecentCalls(LongSupplier clock) {
        this.clock = clock;
    }

    void add(long call) {
        slots().set(slot(call), call & ~TIME_MASK | seconds());
    }

    /** True if no call has been added since the start. */
    boolean isEmpty() {
        return this.slots == null;
    }

    boolean contains(long call) {
        AtomicLongArray current = this.slots;
        if (current == null) {
            return false;
        }
        long found = current.get(slot(call));
        return found != 0 && ((found ^ call) & ~TIME_MASK) == 0
                && (seconds() - found & TIME_MASK) < REMEMBERED_SECONDS;
    }

    private synchronized AtomicLongArray slots() {
        if (this.slots == null) {
            this.slots = new AtomicLongArray(SIZE);
        }
        return this.slots;
    }

    private static int slot(long call) {
        return (int) call & SIZE - 1;
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(this.clock.getAsLong()) & TIME_MASK;
    }
}
