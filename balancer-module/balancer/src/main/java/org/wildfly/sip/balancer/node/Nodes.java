/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.node;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * All nodes at one moment. Immutable; for any thread.
 */
public final class Nodes {
    /** No node. */
    public static final Nodes NONE = new Nodes(List.of());

    private final Node[] all;
    private final Node[] up;
    private final long[] highs;
    private final long[] lows;
    private final int[] ports;
    private final Node[] owners;
    /** By tag, with open addressing. */
    private final Node[] tagged;

    Nodes(Collection<Node> nodes) {
        // By name, so that balancers with the same nodes have them in the same order.
        List<Node> sorted = new ArrayList<>(nodes);
        sorted.sort(Comparator.comparing(Node::name));
        this.all = sorted.toArray(Node[]::new);
        this.up = sorted.stream().filter(node -> node.state() == NodeState.UP).toArray(Node[]::new);
        // Living ones first: an address may have passed from a dead node to another.
        sorted.sort(Comparator.comparing(Node::state));
        this.tagged = tagged(sorted);
        List<InetSocketAddress> addresses = new ArrayList<>();
        List<Node> owning = new ArrayList<>();
        for (Node node : sorted) {
            for (Transport transport : Transport.values()) {
                InetSocketAddress address = node.address(transport);
                if (address != null) {
                    addresses.add(address);
                    owning.add(node);
                }
            }
        }
        this.highs = addresses.stream().mapToLong(address -> HostPort.high(address.getAddress())).toArray();
        this.lows = addresses.stream().mapToLong(address -> HostPort.low(address.getAddress())).toArray();
        this.ports = addresses.stream().mapToInt(InetSocketAddress::getPort).toArray();
        this.owners = owning.toArray(Node[]::new);
    }

    /** All nodes, by name. */
    public List<Node> all() {
        return List.of(this.all);
    }

    /** How many nodes are UP. */
    public int upCount() {
        return this.up.length;
    }

    /** A node that is UP; they are in the order of their names. */
    public Node up(int index) {
        return this.up[index];
    }

    /** The node of an id in any state, or null. */
    public Node byId(int id) {
        for (Node node : this.all) {
            if (node.id() == id) {
                return node;
            }
        }
        return null;
    }

    /** The node of a {@link Node#tag() tag} in any state, or null. Of several with the same tag it is one, a living one if there is. */
    public Node byTag(int tag) {
        int mask = this.tagged.length - 1;
        for (int i = tag & mask;; i = i + 1 & mask) {
            Node node = this.tagged[i];
            if (node == null || node.tag() == tag) {
                return node;
            }
        }
    }

    private static Node[] tagged(List<Node> nodes) {
        // At least one place stays free, so that every search ends.
        Node[] table = new Node[2 * Integer.highestOneBit(nodes.size() + 1)];
        for (Node node : nodes) {
            int i = node.tag() & table.length - 1;
            while (table[i] != null) {
                i = i + 1 & table.length - 1;
            }
            table[i] = node;
        }
        return table;
    }

    /** The node that has (or had, if it is DOWN) an address, or null. */
    public Node byAddress(long high, long low, int port) {
        for (int i = 0; i < this.ports.length; i++) {
            if (this.ports[i] == port && this.lows[i] == low && this.highs[i] == high) {
                return this.owners[i];
            }
        }
        return null;
    }

    /** The node of a host and port of a message, or null; always null for host names. */
    public Node byAddress(HostPort address, int port) {
        return address != null && address.isLiteral() ? byAddress(address.high(), address.low(), port) : null;
    }
}
