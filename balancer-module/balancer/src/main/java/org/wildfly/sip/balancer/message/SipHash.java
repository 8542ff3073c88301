/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

/**
 * SipHash-2-4 (Aumasson, Bernstein, 2012): a keyed hash that nobody without the key can find collisions for. Reusable; not for several
 * threads.
 */
public final class SipHash {
    private final long key0;
    private final long key1;
    private long v0;
    private long v1;
    private long v2;
    private long v3;
    private long word;
    private int length;

    public SipHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
        reset();
    }

    /** Begins anew. */
    public SipHash reset() {
        this.v0 = this.key0 ^ 0x736f6d6570736575L;
        this.v1 = this.key1 ^ 0x646f72616e646f6dL;
        this.v2 = this.key0 ^ 0x6c7967656e657261L;
        this.v3 = this.key1 ^ 0x7465646279746573L;
        this.word = 0;
        this.length = 0;
        return this;
    }

    public SipHash update(byte[] bytes, int from, int to) {
        int i = from;
        if (to - from >= Long.BYTES) {
            i = updateWords(bytes, from, to);
        }
        for (; i < to; i++) {
            update(bytes[i]);
        }
        return this;
    }

    /** Takes as many bytes as make whole words. The state is kept out of the object's fields meanwhile: half the time. */
    private int updateWords(byte[] bytes, int from, int to) {
        int shift = 8 * (this.length & 7);
        long carried = this.word;
        long a = this.v0;
        long b = this.v1;
        long c = this.v2;
        long d = this.v3;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long next = (long) Ascii.WORDS.get(bytes, i);
            long whole = carried | next << shift;
            // Two shifts: one by 64 would be none.
            carried = next >>> 1 >>> 63 - shift;
            d ^= whole;
            for (int n = 0; n < 2; n++) {
                a += b;
                b = Long.rotateLeft(b, 13) ^ a;
                a = Long.rotateLeft(a, 32);
                c += d;
                d = Long.rotateLeft(d, 16) ^ c;
                a += d;
                d = Long.rotateLeft(d, 21) ^ a;
                c += b;
                b = Long.rotateLeft(b, 17) ^ c;
                c = Long.rotateLeft(c, 32);
            }
            a ^= whole;
        }
        this.v0 = a;
        this.v1 = b;
        this.v2 = c;
        this.v3 = d;
        this.word = carried;
        this.length += i - from;
        return i;
    }

    public SipHash update(int b) {
        this.word |= (b & 0xffL) << 8 * (this.length++ & 7);
        if ((this.length & 7) == 0) {
            round(this.word);
            this.word = 0;
        }
        return this;
    }

    public SipHash updateInt(int value) {
        return update(value).update(value >>> 8).update(value >>> 16).update(value >>> 24);
    }

    /** The hash of what came since the last reset. */
    public long finish() {
        round(this.word | (long) this.length << 56);
        this.v2 ^= 0xff;
        for (int i = 0; i < 4; i++) {
            round();
        }
        return this.v0 ^ this.v1 ^ this.v2 ^ this.v3;
    }

    private void round(long next) {
        this.v3 ^= next;
        round();
        round();
        this.v0 ^= next;
    }

    private void round() {
        this.v0 += this.v1;
        this.v1 = Long.rotateLeft(this.v1, 13) ^ this.v0;
        this.v0 = Long.rotateLeft(this.v0, 32);
        this.v2 += this.v3;
        this.v3 = Long.rotateLeft(this.v3, 16) ^ this.v2;
        this.v0 += this.v3;
        this.v3 = Long.rotateLeft(this.v3, 21) ^ this.v0;
        this.v2 += this.v1;
        this.v1 = Long.rotateLeft(this.v1, 17) ^ this.v2;
        this.v2 = Long.rotateLeft(this.v2, 32);
    }
}
