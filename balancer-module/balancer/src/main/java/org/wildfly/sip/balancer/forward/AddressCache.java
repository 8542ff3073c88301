/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

import org.wildfly.sip.balancer.message.HostPort;

/**
 * Socket addresses of the last receivers, so that none is made per message. Of fixed size; for one thread.
 */
final class AddressCache {
    private static final int SIZE = 4096;

    private final long[] highs = new long[SIZE];
    private final long[] lows = new long[SIZE];
    private final InetSocketAddress[] addresses = new InetSocketAddress[SIZE];

    /** The socket address of an address and a port from 1 to 65535. */
    InetSocketAddress get(long high, long low, int port) {
        long mixed = (high * 31 + low * 0x9e3779b97f4a7c15L + port) * 0x9e3779b97f4a7c15L;
        int i = (int) (mixed >>> 52);
        InetSocketAddress cached = this.addresses[i];
        if (cached == null || this.lows[i] != low || this.highs[i] != high || cached.getPort() != port) {
            cached = new InetSocketAddress(address(high, low), port);
            this.addresses[i] = cached;
            this.highs[i] = high;
            this.lows[i] = low;
        }
        return cached;
    }

    private static InetAddress address(long high, long low) {
        byte[] raw = HostPort.isV4(high, low)
                ? ByteBuffer.allocate(4).putInt((int) low).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        try {
            return InetAddress.getByAddress(raw);
        } catch (UnknownHostException e) {
            // Cannot be: four or sixteen bytes are always an address.
            throw new IllegalStateException(e);
        }
    }
}
