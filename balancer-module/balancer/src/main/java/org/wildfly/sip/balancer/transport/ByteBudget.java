/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes all connections together may hold: so that many that send half a long message, or do not read, cannot take all memory.
 * For any thread.
 */
final class ByteBudget {
    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    ByteBudget(long limit) {
        this.limit = limit;
    }

    /** A part of what the Java machine may have. */
    static ByteBudget ofMemory(int divisor) {
        return new ByteBudget(Runtime.getRuntime().maxMemory() / divisor);
    }

    /** Takes bytes; false, and nothing is taken, if there are not so many left. */
    boolean take(int bytes) {
        if (this.taken.addAndGet(bytes) <= this.limit) {
            return true;
        }
        this.taken.addAndGet(-bytes);
        return false;
    }

    /** Gives bytes back. */
    void give(int bytes) {
        this.taken.addAndGet(-bytes);
    }
}
