/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

/**
 * What is remembered of a call, in 64 bits: deadline in seconds (32), flags (16), node (16). 0 is nothing.
 */
final class Entry {
    private static final int DEADLINE_SHIFT = 32;

    private Entry() {
    }

    static int node(long entry) {
        return (int) entry & 0xffff;
    }

    static int flags(long entry) {
        return (int) (entry >>> 16) & 0xffff;
    }

    static int deadline(long entry) {
        return (int) (entry >>> DEADLINE_SHIFT);
    }

    static long of(int node, int flags, int deadline) {
        return (long) deadline << DEADLINE_SHIFT | (long) flags << 16 | node;
    }
}
