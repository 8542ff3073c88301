/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.benchmark.leastloaded;

import java.util.Arrays;

/**
 * How long INVITEs waited for their answer, and how many got none in time.
 */
final class ResponseTimes {
    /** Timer T1 (RFC 3261 section 17.1.1.1), in seconds: who waits longer sends again. */
    private static final double T1 = 0.5;

    private double[] times = new double[1024];
    private int count;
    private int refused;
    private int good;

    void answered(boolean counts, double time) {
        if (counts) {
            if (this.count == this.times.length) {
                this.times = Arrays.copyOf(this.times, 2 * this.count);
            }
            this.times[this.count++] = time;
            this.good += time <= T1 ? 1 : 0;
        }
    }

    void refused(boolean counts) {
        this.refused += counts ? 1 : 0;
    }

    /** Calls answered before they were sent again, in percent of all. */
    double goodput() {
        return 100.0 * this.good / (this.count + this.refused);
    }

    /** Milliseconds. */
    double mean() {
        return 1000 * Arrays.stream(this.times, 0, this.count).average().orElse(0);
    }

    /** Milliseconds within which a share of the answered calls was answered. */
    double quantile(double share) {
        double[] sorted = Arrays.copyOf(this.times, this.count);
        Arrays.sort(sorted);
        return this.count == 0 ? 0 : 1000 * sorted[(int) Math.min(this.count - 1, share * this.count)];
    }
}
