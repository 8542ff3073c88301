/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;

/**
 * Writes text and numbers into a byte array of fixed size. What does not fit is not written, and noted. Reusable.
 */
public final class ByteWriter {
    private final byte[] bytes;
    private int length;
    private boolean overflowed;

    public ByteWriter(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** Begins anew. */
    public ByteWriter clear() {
        this.length = 0;
        this.overflowed = false;
        return this;
    }

    public byte[] bytes() {
        return this.bytes;
    }

    /** How much is written. */
    public int length() {
        return this.length;
    }

    /** True if something did not fit. */
    public boolean isOverflowed() {
        return this.overflowed;
    }

    public ByteWriter put(byte[] source, int from, int to) {
        int count = to - from;
        if (count > this.bytes.length - this.length) {
            this.overflowed = true;
        } else {
            System.arraycopy(source, from, this.bytes, this.length, count);
            this.length += count;
        }
        return this;
    }

    public ByteWriter put(byte[] source) {
        return put(source, 0, source.length);
    }

    public ByteWriter put(int b) {
        if (this.length == this.bytes.length) {
            this.overflowed = true;
        } else {
            this.bytes[this.length++] = (byte) b;
        }
        return this;
    }

    /** Not for hot paths. */
    public ByteWriter put(String ascii) {
        return put(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** A number that is not negative, in decimal. */
    public ByteWriter decimal(int value) {
        int divisor = 1;
        while (value / divisor >= 10) {
            divisor *= 10;
        }
        for (int d = divisor; d > 0; d /= 10) {
            put('0' + value / d % 10);
        }
        return this;
    }

    /** The lowest digits of a number, in hexadecimal. */
    public ByteWriter hex(long value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            int digit = (int) (value >>> shift) & 15;
            put(digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
        return this;
    }

    /** An address as it stands in a Via parameter (RFC 3261 section 25.1, via-received: without brackets). */
    public ByteWriter address(long high, long low) {
        if (HostPort.isV4(high, low)) {
            return decimal((int) (low >>> 24) & 0xff).put('.').decimal((int) (low >>> 16) & 0xff).put('.').decimal((int) (low >>> 8) & 0xff)
                    .put('.')
                    .decimal((int) low & 0xff);
        }
        for (int group = 0; group < 8; group++) {
            if (group > 0) {
                put(':');
            }
            int value = (int) ((group < 4 ? high : low) >>> 48 - 16 * (group & 3)) & 0xffff;
            hex(value, value > 0xfff ? 4 : value > 0xff ? 3 : value > 0xf ? 2 : 1);
        }
        return this;
    }
}
