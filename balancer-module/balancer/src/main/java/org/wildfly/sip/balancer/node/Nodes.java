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

    Nodes(Collection<Node> nodes) {
        // By name, so that balancers with the same nodes have them in the same order.
        List<Node> sorted = new ArrayList<>(nodes);
        sorted.sort(Comparator.comparing(Node::name));
        this.all = sorted.toArray(Node[]::new);
        this.up = sorted.stream().filter(node -> node.state() == NodeState.UP).toArray(Node[]::new);
        // Living ones first: an address may have passed from a dead node to another.
        sorted.sort(Comparator.comparing(Node::state));
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
