/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/**
 * Writes addresses in the one form that all should write (RFC 5952): of the zeros in IPv6 the longest run is left out.
 */
public final class ShortAddress {
    private static final int GROUPS = 8;
    private static final int LONGEST = 41;

    private ShortAddress() {
    }

    /** An address as the host of a URI or Via: IPv6 in brackets, and without the zone, which means nothing elsewhere. */
    public static String host(InetAddress address) {
        ByteWriter out = new ByteWriter(LONGEST);
        long high = HostPort.high(address);
        long low = HostPort.low(address);
        boolean v4 = HostPort.isV4(high, low);
        if (!v4) {
            out.put('[');
        }
        out.address(high, low);
        if (!v4) {
            out.put(']');
        }
        return new String(out.bytes(), 0, out.length(), StandardCharsets.US_ASCII);
    }

    /** Writes an address of IPv6, without brackets. */
    static void writeV6(long high, long low, ByteWriter out) {
        int gap = longestGap(high, low);
        int from = gap >>> 8;
        int to = gap & 0xff;
        for (int i = 0; i < GROUPS; i++) {
            if (i == from) {
                out.put(':').put(':');
            } else if (i < from || i >= to) {
                if (i > 0 && i != to) {
                    out.put(':');
                }
                int value = group(high, low, i);
                out.hex(value, value > 0xfff ? 4 : value > 0xff ? 3 : value > 0xf ? 2 : 1);
            }
        }
    }

    /** The first of the longest runs of zeros, two at least: its first index, and in the lowest eight bits the one after its last. */
    private static int longestGap(long high, long low) {
        int from = GROUPS + 1;
        int to = GROUPS + 1;
        int length = 1;
        int start = 0;
        for (int i = 0; i < GROUPS; i++) {
            if (group(high, low, i) != 0) {
                start = i + 1;
            } else if (i + 1 - start > length) {
                from = start;
                to = i + 1;
                length = to - from;
            }
        }
        return from << 8 | to;
    }

    private static int group(long high, long low, int index) {
        return (int) ((index < 4 ? high : low) >>> 48 - 16 * (index & 3)) & 0xffff;
    }
}
