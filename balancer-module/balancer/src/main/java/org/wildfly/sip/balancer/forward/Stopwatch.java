/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.util.concurrent.ThreadLocalRandom;

import org.wildfly.sip.balancer.message.ByteWriter;

/**
 * Measures without state how long a node takes to answer: the time goes along in the balancer's own Via and comes back in the response.
 * For any thread.
 */
public final class Stopwatch {
    private static final int DIGITS = 12;
    private static final int BALANCER_BITS = 16;

    /** Tells times of this balancer from those of others, whose clocks are different. */
    private final long balancer = ThreadLocalRandom.current().nextLong(1 << BALANCER_BITS);

    /** Writes the time of now: the lowest 32 bits of the microseconds, then the mark of the balancer, in hexadecimal. */
    void write(ByteWriter out) {
        out.hex(micros() << BALANCER_BITS | this.balancer, DIGITS);
    }

    /** Microseconds since a time was written, or {@link TrafficObserver#UNKNOWN_TIME} if that was not here. */
    long elapsed(long written) {
        if (written < 0 || (written & (1 << BALANCER_BITS) - 1) != this.balancer) {
            return TrafficObserver.UNKNOWN_TIME;
        }
        return micros() - (written >>> BALANCER_BITS) & 0xffffffffL;
    }

    private static long micros() {
        return System.nanoTime() / 1000;
    }
}
