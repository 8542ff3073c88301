/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.util.Collection;

import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.network.Network;

/**
 * Blocks of addresses. Immutable; makes no objects when it is asked.
 */
final class NetworkSet {
    private static final int V4_PREFIX = 96;

    private final long[] highs;
    private final long[] lows;
    private final long[] highMasks;
    private final long[] lowMasks;

    NetworkSet(Collection<Network> networks) {
        this.highs = networks.stream().mapToLong(network -> HostPort.high(network.address())).toArray();
        this.lows = networks.stream().mapToLong(network -> HostPort.low(network.address())).toArray();
        this.highMasks = networks.stream().mapToLong(network -> mask(prefix(network))).toArray();
        this.lowMasks = networks.stream().mapToLong(network -> mask(prefix(network) - Long.SIZE)).toArray();
    }

    /** True if an address belongs to one of the blocks. */
    boolean contains(long high, long low) {
        for (int i = 0; i < this.highs.length; i++) {
            if (((high ^ this.highs[i]) & this.highMasks[i]) == 0 && ((low ^ this.lows[i]) & this.lowMasks[i]) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Of the address as IPv6, in which IPv4 is mapped. */
    private static int prefix(Network network) {
        return network.prefix() + (ListeningPoint.isV4(network.address()) ? V4_PREFIX : 0);
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << Long.SIZE - bits;
    }
}
