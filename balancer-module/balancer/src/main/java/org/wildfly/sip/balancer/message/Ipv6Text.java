/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

/**
 * Reads IPv6 addresses (RFC 4291 section 2.2). Reusable.
 */
final class Ipv6Text {
    private final short[] groups = new short[8];
    private long high;
    private long low;

    /** Upper half of the address that was read last. */
    long high() {
        return this.high;
    }

    /** Lower half of the address that was read last. */
    long low() {
        return this.low;
    }

    /** Reads an address that is the whole range, without brackets. False if it is none. */
    boolean parse(byte[] bytes, int from, int to) {
        int count = 0;
        int gap = -1;
        int i = from;
        if (i + 1 < to && bytes[i] == ':' && bytes[i + 1] == ':') {
            gap = 0;
            i += 2;
        }
        while (i < to) {
            int end = i;
            int value = 0;
            while (end < to && end - i < 5 && Ascii.hexDigit(bytes[end]) >= 0) {
                value = value << 4 | Ascii.hexDigit(bytes[end++]);
            }
            if (end < to && bytes[end] == '.') {
                long v4 = HostPort.readV4(bytes, i, to);
                if (count > 6 || v4 < 0 || v4 >>> Integer.SIZE != to) {
                    return false;
                }
                this.groups[count++] = (short) (v4 >>> 16);
                this.groups[count++] = (short) v4;
                break;
            }
            if (end == i || end - i > 4 || count == 8) {
                return false;
            }
            this.groups[count++] = (short) value;
            i = end;
            if (i < to) {
                if (bytes[i++] != ':' || i == to) {
                    return false;
                }
                if (bytes[i] == ':') {
                    if (gap >= 0) {
                        return false;
                    }
                    gap = count;
                    i++;
                }
            }
        }
        if (gap < 0 ? count != 8 : count > 7) {
            return false;
        }
        this.high = half(0, count, gap);
        this.low = half(4, count, gap);
        return true;
    }

    /** Four groups from an index on, with the gap of "::" filled with zeros. */
    private long half(int first, int count, int gap) {
        long value = 0;
        for (int i = first; i < first + 4; i++) {
            int index = gap < 0 || i < gap ? i : i >= 8 - (count - gap) ? i - (8 - count) : -1;
            value = value << 16 | (index < 0 ? 0 : this.groups[index] & 0xffff);
        }
        return value;
    }
}
