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
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

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

    /** Forgets what was written after a length. */
    void truncate(int length) {
        this.length = length;
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
        if (fits(count)) {
            System.arraycopy(source, from, this.bytes, this.length, count);
            this.length += count;
        }
        return this;
    }

    public ByteWriter put(byte[] source) {
        return put(source, 0, source.length);
    }

    public ByteWriter put(int b) {
        if (fits(1)) {
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
        int digits = 1;
        for (long bound = 10; bound <= value; bound *= 10) {
            digits++;
        }
        if (fits(digits)) {
            int rest = value;
            for (int i = this.length + digits - 1; i >= this.length; i--) {
                this.bytes[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            this.length += digits;
        }
        return this;
    }

    /** The lowest digits of a number, in hexadecimal. */
    public ByteWriter hex(long value, int digits) {
        if (fits(digits)) {
            long rest = value;
            for (int i = this.length + digits - 1; i >= this.length; i--) {
                this.bytes[i] = DIGITS[(int) rest & 15];
                rest >>>= 4;
            }
            this.length += digits;
        }
        return this;
    }

    private boolean fits(int count) {
        if (count > this.bytes.length - this.length) {
            this.overflowed = true;
            return false;
        }
        return true;
    }

    /** An address as it stands in a Via parameter (RFC 3261 section 25.1, via-received: without brackets). */
    public ByteWriter address(long high, long low) {
        if (HostPort.isV4(high, low)) {
            return decimal((int) (low >>> 24) & 0xff).put('.').decimal((int) (low >>> 16) & 0xff).put('.').decimal((int) (low >>> 8) & 0xff)
                    .put('.')
                    .decimal((int) low & 0xff);
        }
        ShortAddress.writeV6(high, low, this);
        return this;
    }
}
