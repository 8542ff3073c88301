/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/**
 * A host and a port as they stand in a message, and, if the host is an address, its value: IPv4 as IPv6-mapped, in two longs. A reusable
 * view: valid until the next {@link #parse}.
 */
public final class HostPort {
    private static final long V4_PREFIX = 0xffffL << 32;

    private static final byte[] INVALID = ".invalid".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int hostFrom;
    private int hostTo;
    private int portTo;
    private int port;
    private boolean literal;
    private long high;
    private long low;
    private final short[] groups = new short[8];

    /**
     * Reads {@code host [":" port]}.
     *
     * @return false if it is malformed
     */
    boolean parse(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.hostFrom = from;
        this.port = -1;
        this.literal = false;
        int end = from;
        if (from < to && bytes[from] == '[') {
            end = Ascii.indexOf(bytes, from, to, ']') + 1;
            if (end == 0 || !parseV6(from + 1, end - 1)) {
                return false;
            }
            this.literal = true;
        } else {
            end = readV4(from, to);
            this.literal = end >= 0 && (end == to || !isHost(bytes[end]));
            if (!this.literal) {
                end = from;
                while (end < to && isHost(bytes[end])) {
                    end++;
                }
            }
        }
        this.hostTo = end;
        this.portTo = end;
        if (end == from) {
            return false;
        }
        int colon = Ascii.skipSpace(bytes, end, to);
        if (colon == to) {
            return true;
        }
        int portFrom = Ascii.skipSpace(bytes, colon + 1, to);
        this.portTo = Ascii.trimEnd(bytes, portFrom, to);
        this.port = Ascii.number(bytes, portFrom, this.portTo);
        return bytes[colon] == ':' && this.port > 0 && this.port <= 65535;
    }

    /** Reads an address without port, IPv6 with or without brackets. False if it is none. */
    boolean parseAddress(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.hostFrom = from;
        this.hostTo = to;
        this.portTo = to;
        this.port = -1;
        boolean bracketed = to - from > 2 && bytes[from] == '[' && bytes[to - 1] == ']';
        this.literal = readV4(from, to) == to || (bracketed ? parseV6(from + 1, to - 1) : parseV6(from, to));
        return this.literal;
    }

    /** True if the host is an address, false if it is a name. */
    public boolean isLiteral() {
        return this.literal;
    }

    /** Upper half of the address, if the host is one. */
    public long high() {
        return this.high;
    }

    /** Lower half of the address, if the host is one. */
    public long low() {
        return this.low;
    }

    /** The port, or -1 if there is none. */
    public int port() {
        return this.port;
    }

    /** The port, or the given one if there is none. */
    public int port(int defaultPort) {
        return this.port < 0 ? defaultPort : this.port;
    }

    /** The index of the first byte of the host. */
    public int from() {
        return this.hostFrom;
    }

    /** The index after the last byte of the host. */
    public int hostTo() {
        return this.hostTo;
    }

    /** The index after the last byte of the port, or of the host if there is no port. */
    public int to() {
        return this.portTo;
    }

    /** True if the host is this text, which must be in lower case. */
    public boolean isHost(byte[] lowerCaseText) {
        return Ascii.is(this.bytes, this.hostFrom, this.hostTo, lowerCaseText);
    }

    /** True if the host is a name that never leads anywhere (RFC 2606), as clients behind WebSocket have (RFC 7118). */
    public boolean isInvalid() {
        int from = this.hostTo - INVALID.length;
        return !this.literal && from >= this.hostFrom && Ascii.is(this.bytes, from, this.hostTo, INVALID);
    }

    /** True if the host ends in a dot and this text, which must be in lower case. */
    public boolean isSubdomainOf(byte[] lowerCaseText) {
        int dot = this.hostTo - lowerCaseText.length - 1;
        return dot > this.hostFrom && this.bytes[dot] == '.' && Ascii.is(this.bytes, dot + 1, this.hostTo, lowerCaseText);
    }

    /** True if the host is this address. */
    public boolean isAddress(InetAddress address) {
        return this.literal && this.low == low(address) && this.high == high(address);
    }

    /** Upper half of an address. */
    public static long high(InetAddress address) {
        byte[] raw = address.getAddress();
        return raw.length == 4 ? 0 : half(raw, 0);
    }

    /** Lower half of an address. */
    public static long low(InetAddress address) {
        byte[] raw = address.getAddress();
        return raw.length == 4
                ? V4_PREFIX | (raw[0] & 0xffL) << 24 | (raw[1] & 0xff) << 16 | (raw[2] & 0xff) << 8 | raw[3] & 0xff
                : half(raw, 8);
    }

    /** True if two halves are an IPv4 address. */
    public static boolean isV4(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff;
    }

    private static long half(byte[] raw, int from) {
        long value = 0;
        for (int i = from; i < from + 8; i++) {
            value = value << 8 | raw[i] & 0xff;
        }
        return value;
    }

    private static boolean isHost(byte b) {
        return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '.' || b == '-' || b >= 'A' && b <= 'Z' || b == '_';
    }

    /** Reads an IPv4 address; the index after it, or -1 if there is none. */
    private int readV4(int from, int to) {
        long value = 0;
        int part = 0;
        int partFrom = from;
        int dots = 0;
        int i = from;
        for (; i < to; i++) {
            int c = this.bytes[i];
            if (c >= '0' && c <= '9') {
                part = part * 10 + c - '0';
                if (part > 255) {
                    return -1;
                }
            } else if (c == '.' && i > partFrom && dots < 3) {
                value = value << 8 | part;
                part = 0;
                partFrom = i + 1;
                dots++;
            } else {
                break;
            }
        }
        if (dots != 3 || i == partFrom) {
            return -1;
        }
        this.high = 0;
        this.low = V4_PREFIX | value << 8 | part;
        return i;
    }

    private boolean parseV6(int from, int to) {
        int count = 0;
        int gap = -1;
        int i = from;
        if (i + 1 < to && this.bytes[i] == ':' && this.bytes[i + 1] == ':') {
            gap = 0;
            i += 2;
        }
        while (i < to) {
            int end = i;
            int value = 0;
            while (end < to && end - i < 5 && Ascii.hexDigit(this.bytes[end]) >= 0) {
                value = value << 4 | Ascii.hexDigit(this.bytes[end++]);
            }
            if (end < to && this.bytes[end] == '.') {
                if (count > 6 || readV4(i, to) != to) {
                    return false;
                }
                this.groups[count++] = (short) (this.low >>> 16);
                this.groups[count++] = (short) this.low;
                break;
            }
            if (end == i || end - i > 4 || count == 8) {
                return false;
            }
            this.groups[count++] = (short) value;
            i = end;
            if (i < to) {
                if (this.bytes[i++] != ':' || i == to) {
                    return false;
                }
                if (this.bytes[i] == ':') {
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
