/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

/**
 * Reads what {@link ByteWriter#hex} writes.
 */
public final class HexText {
    private HexText() {
    }

    /** A number of at most 16 digits; another number of something else, which a check value has to tell. */
    public static long read(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << 4 | Ascii.hexDigit(bytes[i]) & 15;
        }
        return value;
    }

    /** True if a text is a number of 16 digits; takes the same time wherever it differs. */
    static boolean is(byte[] bytes, int from, int to, long expected) {
        if (to - from != 16) {
            return false;
        }
        long difference = 0;
        for (int i = 0; i < 16; i++) {
            difference |= Ascii.hexDigit(bytes[from + i]) ^ (expected >>> 60 - 4 * i & 15);
        }
        return difference == 0;
    }
}
