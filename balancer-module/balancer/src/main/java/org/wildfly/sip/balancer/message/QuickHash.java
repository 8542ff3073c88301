/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

/**
 * A hash without a key, several times as fast as {@link SipHash}: for what nobody gains anything by finding collisions of. The same
 * everywhere. Reusable; not for several threads.
 */
public final class QuickHash {
    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    private long state;

    /** Begins anew. */
    public QuickHash reset() {
        this.state = FACTOR;
        return this;
    }

    /** Takes a range of bytes. What comes in two ranges hashes differently from what comes in one. */
    public QuickHash update(byte[] bytes, int from, int to) {
        long hash = this.state;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            hash = mix(hash, (long) Ascii.WORDS.get(bytes, i));
        }
        long rest = to - from;
        for (; i < to; i++) {
            rest = rest << 8 | bytes[i] & 0xff;
        }
        this.state = mix(hash, rest);
        return this;
    }

    /** Takes a number. */
    public QuickHash update(int value) {
        this.state = mix(this.state, value);
        return this;
    }

    /** The hash of what came since the last reset. */
    public long finish() {
        long hash = (this.state ^ this.state >>> 32) * FACTOR;
        return hash ^ hash >>> 29;
    }

    private static long mix(long hash, long value) {
        return (Long.rotateLeft(hash, 29) ^ value) * FACTOR;
    }
}
