/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.statistics;

/**
 * The fixed buckets of response times: log-linear, four to each power of two, from 128 microseconds to 67 seconds; one for what is longer.
 * A time read back from its bucket is at most a quarter too long.
 */
public final class LatencyBuckets {
    private static final int LOWEST = 7;
    private static final int HIGHEST = 26;
    private static final int STEPS = 4;
    /** How many buckets there are. */
    public static final int COUNT = (HIGHEST - LOWEST) * STEPS + 2;

    private LatencyBuckets() {
    }

    /** The bucket of a time in microseconds. */
    static int index(long micros) {
        if (micros <= 1L << LOWEST) {
            return 0;
        }
        long value = micros - 1;
        int power = 63 - Long.numberOfLeadingZeros(value);
        if (power >= HIGHEST) {
            return COUNT - 1;
        }
        return (power - LOWEST) * STEPS + (int) (value >>> power - 2 & STEPS - 1) + 1;
    }

    /** The longest time that a bucket takes, in microseconds; {@link Long#MAX_VALUE} of the last. */
    public static long upperBound(int index) {
        if (index == COUNT - 1) {
            return Long.MAX_VALUE;
        }
        int power = (index - 1) / STEPS + LOWEST;
        return index == 0 ? 1L << LOWEST : (1L << power) + ((index - 1) % STEPS + 1) * (1L << power - 2);
    }
}
