/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.statistics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A row of counts that one thread writes and any may read. No lock, no contention: a count that is read may be some nanoseconds old.
 */
final class Counts {
    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] values;

    Counts(int length) {
        this.values = new long[length];
    }

    /** Only on the thread that owns this row. */
    void add(int index, long amount) {
        VALUES.setOpaque(this.values, index, (long) VALUES.getOpaque(this.values, index) + amount);
    }

    void addTo(long[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (long) VALUES.getOpaque(this.values, i);
        }
    }
}
