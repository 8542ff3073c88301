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
    private final Ipv6Text v6 = new Ipv6Text();

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
            end = takeV4(from, to);
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

    /** The same text stands elsewhere. */
    void moved(byte[] bytes, int by) {
        this.bytes = bytes;
        this.hostFrom += by;
        this.hostTo += by;
        this.portTo += by;
    }

    /** Reads an address without port, IPv6 with or without brackets. False if it is none. */
    boolean parseAddress(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.hostFrom = from;
        this.hostTo = to;
        this.portTo = to;
        this.port = -1;
        boolean bracketed = to - from > 2 && bytes[from] == '[' && bytes[to - 1] == ']';
        this.literal = takeV4(from, to) == to || (bracketed ? parseV6(from + 1, to - 1) : parseV6(from, to));
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

    /** Lower half of the IPv4 address of 32 bits. */
    public static long v4Low(long bits) {
        return V4_PREFIX | bits & 0xffffffffL;
    }

    /** True if an address is of one host: not that of any, of a group, or of all. */
    public static boolean isOfOneHost(long high, long low) {
        int v4 = (int) (low >>> 24) & 0xff;
        return isV4(high, low) ? v4 > 0 && v4 < 224 : high >>> 56 != 0xff && (high | low) != 0;
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

    /** Reads an IPv4 address: the index after it in the upper half, the address in the lower; -1 if there is none. */
    static long readV4(byte[] bytes, int from, int to) {
        long value = 0;
        int part = 0;
        int partFrom = from;
        int dots = 0;
        int i = from;
        for (; i < to; i++) {
            int c = bytes[i];
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
        return (long) i << Integer.SIZE | value << 8 | part;
    }

    private boolean parseV6(int from, int to) {
        boolean parsed = this.v6.parse(this.bytes, from, to);
        this.high = this.v6.high();
        this.low = this.v6.low();
        return parsed;
    }

    /** Takes an IPv4 address over; the index after it, or -1 if there is none. */
    private int takeV4(int from, int to) {
        long read = readV4(this.bytes, from, to);
        if (read < 0) {
            return -1;
        }
        this.high = 0;
        this.low = v4Low(read);
        return (int) (read >>> Integer.SIZE);
    }
}
