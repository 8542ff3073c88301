/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much a connection has been given that has not left: the messages of some moments on a busy connection, if its other side, or this
 * machine, falls behind; but not more than a limit, and for all connections together not more than a budget. For any thread.
 */
final class Unsent {
    private static final int LIMIT = 4 * 1024 * 1024;

    private final ByteBudget budget;
    private final AtomicInteger bytes = new AtomicInteger();
    private volatile long lastTaken;

    /**
     * @param budget of all connections
     */
    Unsent(ByteBudget budget) {
        this.budget = budget;
    }

    /** Adds a message; false, and nothing is added, if it is too much. */
    boolean add(int length) {
        if (this.bytes.get() + length > LIMIT || !this.budget.take(length)) {
            return false;
        }
        if (this.bytes.getAndAdd(length) == 0) {
            this.lastTaken = System.nanoTime();
        }
        return true;
    }

    /** A message has left, or never will. */
    void remove(int length) {
        this.bytes.addAndGet(-length);
        this.budget.give(length);
        this.lastTaken = System.nanoTime();
    }

    /**
     * True if there is something and nothing has left for a time.
     *
     * @param now   in nanoseconds, as {@link System#nanoTime()}
     * @param limit the time in nanoseconds
     */
    boolean isStuck(long now, long limit) {
        return this.bytes.get() > 0 && now - this.lastTaken > limit;
    }
}
