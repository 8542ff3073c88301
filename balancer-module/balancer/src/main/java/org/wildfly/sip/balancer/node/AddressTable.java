/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.node;

import java.net.InetSocketAddress;
import java.util.List;

import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Whose an address is: a hash table with open addressing, so that the search does not take longer the more nodes there are. Immutable.
 */
final class AddressTable {
    private static final Transport[] TRANSPORTS = Transport.values();

    private final long[] highs;
    private final long[] lows;
    private final int[] ports;
    /** Null in a free place. */
    private final Node[] owners;

    /**
     * @param nodes of several with the same address, the first one has it
     */
    AddressTable(List<Node> nodes) {
        // Half of the places stay free at least, so that every search ends, and soon.
        int size = 4 * Integer.highestOneBit(nodes.size() * TRANSPORTS.length + 1);
        this.highs = new long[size];
        this.lows = new long[size];
        this.ports = new int[size];
        this.owners = new Node[size];
        for (Node node : nodes) {
            for (Transport transport : TRANSPORTS) {
                InetSocketAddress address = node.address(transport);
                if (address != null) {
                    add(node, HostPort.high(address.getAddress()), HostPort.low(address.getAddress()), address.getPort());
                }
            }
        }
    }

    private void add(Node node, long high, long low, int port) {
        int i = place(high, low, port);
        if (this.owners[i] == null) {
            this.owners[i] = node;
            this.highs[i] = high;
            this.lows[i] = low;
            this.ports[i] = port;
        }
    }

    /** The node of an address, or null. */
    Node find(long high, long low, int port) {
        return this.owners[place(high, low, port)];
    }

    /** Where an address is, or, if it is not there, the free place in which it would be. */
    private int place(long high, long low, int port) {
        int mask = this.owners.length - 1;
        long mixed = (high * 31 + low * 0x9e3779b97f4a7c15L + port) * 0x9e3779b97f4a7c15L;
        int i = (int) (mixed >>> 32) & mask;
        while (this.owners[i] != null && (this.ports[i] != port || this.lows[i] != low || this.highs[i] != high)) {
            i = i + 1 & mask;
        }
        return i;
    }
}
