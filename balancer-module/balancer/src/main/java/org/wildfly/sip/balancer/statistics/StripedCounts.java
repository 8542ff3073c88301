/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.statistics;

import java.util.Arrays;

/**
 * Counts with a row for each thread that counts, made when it first does.
 */
final class StripedCounts {
    private final int length;
    private volatile Counts[] rows = new Counts[0];

    /**
     * @param length how many counts a row has
     */
    StripedCounts(int length) {
        this.length = length;
    }

    /** The row of a thread. */
    Counts row(int stripe) {
        Counts[] now = this.rows;
        return stripe < now.length && now[stripe] != null ? now[stripe] : newRow(stripe);
    }

    private synchronized Counts newRow(int stripe) {
        Counts[] more = Arrays.copyOf(this.rows, Math.max(this.rows.length, stripe + 1));
        if (more[stripe] == null) {
            more[stripe] = new Counts(this.length);
        }
        this.rows = more;
        return more[stripe];
    }

    /** The sums of all rows. */
    long[] sums() {
        long[] sums = new long[this.length];
        for (Counts row : this.rows) {
            if (row != null) {
                row.addTo(sums);
            }
        }
        return sums;
    }
}
