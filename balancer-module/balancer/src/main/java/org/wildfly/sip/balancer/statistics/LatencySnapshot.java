/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.statistics;

/**
 * A histogram of times at one moment. Immutable.
 */
public final class LatencySnapshot {
    private final long[] buckets;
    private final long sum;

    LatencySnapshot(long[] buckets, long sum) {
        this.buckets = buckets;
        this.sum = sum;
    }

    /** How many times are in a bucket of {@link LatencyBuckets}. */
    public long bucket(int index) {
        return this.buckets[index];
    }

    /** How many times there are. */
    public long count() {
        long count = 0;
        for (long bucket : this.buckets) {
            count += bucket;
        }
        return count;
    }

    /** The sum of all times, in microseconds. */
    public long sum() {
        return this.sum;
    }

    /**
     * The time that a share of all does not exceed, in microseconds: a quarter too much at most; 0 if there are none.
     *
     * @param share from 0 to 1
     */
    public long quantile(double share) {
        long rank = (long) Math.ceil(share * count());
        long seen = 0;
        for (int i = 0; i < this.buckets.length; i++) {
            seen += this.buckets[i];
            if (seen >= rank && seen > 0) {
                return LatencyBuckets.upperBound(Math.min(i, LatencyBuckets.COUNT - 2));
            }
        }
        return 0;
    }
}
