/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import java.util.concurrent.TimeUnit;

import org.wildfly.sip.testsuite.balancer.harness.SipText;

/** A request that waits for its final response, and when it is to be sent again: after T1, 2 T1, 4 T1, at last each 8 T1. */
final class Unanswered {
    /** RFC 3261 section 17.1.1.1, in nanoseconds. */
    static final long T1 = TimeUnit.MILLISECONDS.toNanos(500);

    private final SipText text;
    private long interval = T1;
    private long due = System.nanoTime() + T1;

    Unanswered(SipText text) {
        this.text = text;
    }

    SipText text() {
        return this.text;
    }

    /** True if it is to be sent again now. For one thread. */
    boolean isDue(long now) {
        if (now - this.due < 0) {
            return false;
        }
        this.interval = Math.min(2 * this.interval, 8 * T1);
        this.due = now + this.interval;
        return true;
    }
}
