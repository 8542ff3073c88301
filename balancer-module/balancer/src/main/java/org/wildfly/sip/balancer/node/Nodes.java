/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * All nodes at one moment. Immutable; for any thread.
 */
public final class Nodes {
    /** No node. */
    public static final Nodes NONE = new Nodes(List.of());

    private final Node[] all;
    /** Of the newest version first. */
    private final NodeGroup[] groups;
    /** For each group, all nodes, preferring that one; null in those. */
    private final Nodes[] preferring;
    private final Node[] up;
    private final AddressTable addresses;
    /** By tag, with open addressing. */
    private final NodeTable tags;
    private final NodeTable ids;

    Nodes(Collection<Node> nodes) {
        // By name, so that balancers with the same nodes have them in the same order.
        List<Node> sorted = new ArrayList<>(nodes);
        sorted.sort(Comparator.comparing(Node::name));
        this.all = sorted.toArray(Node[]::new);
        this.groups = groups(sorted);
        this.up = sorted.stream().filter(node -> node.state() == NodeState.UP).toArray(Node[]::new);
        // Living ones first: an address may have passed from a dead node to another.
        sorted.sort(Comparator.comparing(Node::state));
        this.tags = new NodeTable(sorted, Node::tag);
        this.ids = new NodeTable(sorted, Node::id);
        this.addresses = new AddressTable(sorted);
        this.preferring = new Nodes[this.groups.length];
        for (int i = 0; i < this.preferring.length; i++) {
            this.preferring[i] = new Nodes(this, i);
        }
    }

    /** The same nodes, preferring a group of them. */
    private Nodes(Nodes nodes, int preferred) {
        this.all = nodes.all;
        this.up = nodes.up;
        this.addresses = nodes.addresses;
        this.tags = nodes.tags;
        this.ids = nodes.ids;
        this.preferring = null;
        List<NodeGroup> order = new ArrayList<>(List.of(nodes.groups));
        order.add(0, order.remove(preferred));
        this.groups = order.toArray(NodeGroup[]::new);
    }

    private static NodeGroup[] groups(List<Node> sorted) {
        TreeMap<String, List<Node>> byVersion = new TreeMap<>(new VersionOrder().reversed());
        sorted.stream().filter(node -> node.state().isAlive())
                .forEach(node -> byVersion.computeIfAbsent(node.description().version(), version -> new ArrayList<>()).add(node));
        return byVersion.entrySet().stream().map(entry -> new NodeGroup(entry.getKey(), entry.getValue())).toArray(NodeGroup[]::new);
    }

    /**
     * The best node for a call: one of the newest version, or of the preferred one, that may be taken; else of the next.
     *
     * @param key  what the choice depends on, the same on all balancers
     * @param call the hash of the Call-ID
     * @return null if there is none, or if all have asked for less (RFC 7339)
     */
    public Node choose(Preference preference, long key, long call) {
        Node preferred = this.preferring == null ? preference.best(this.groups[0], key, call, Fitness.FRESH) : null;
        if (preferred != null) {
            return preferred;
        }
        for (Fitness fitness : Fitness.ALL) {
            for (NodeGroup group : this.groups) {
                Node best = preference.best(group, key, call, fitness);
                if (best != null) {
                    return best;
                }
            }
        }
        return null;
    }

    /** The living nodes of the newest version, or of the preferred one; null if there are none. */
    public NodeGroup group() {
        return this.groups.length == 0 ? null : this.groups[0];
    }

    /** The same nodes, preferring those of a version, if there are such. */
    public Nodes preferring(String version) {
        for (int i = 0; this.preferring != null && i < this.groups.length; i++) {
            if (this.groups[i].version().equals(version)) {
                return this.preferring[i];
            }
        }
        return this;
    }

    /** The same nodes, preferring those of the version that stands in a message, if there are such. */
    public Nodes preferring(byte[] bytes, int from, int to) {
        for (int i = 0; this.preferring != null && i < this.groups.length; i++) {
            if (this.groups[i].isVersion(bytes, from, to)) {
                return this.preferring[i];
            }
        }
        return this;
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
        return this.ids.find(id);
    }

    /** The node of a name in any state, or null. */
    public Node byName(String name) {
        for (Node node : this.all) {
            if (node.name().equals(name)) {
                return node;
            }
        }
        return null;
    }

    /** The node of a {@link Node#tag() tag} in any state, or null. Of several with the same tag it is one, a living one if there is. */
    public Node byTag(int tag) {
        return this.tags.find(tag);
    }

    /** The node that has (or had, if it is DOWN) an address, or null. */
    public Node byAddress(long high, long low, int port) {
        return this.addresses.find(high, low, port);
    }

    /** The node of a host and port of a message, or null; always null for host names. */
    public Node byAddress(HostPort address, int port) {
        return address != null && address.isLiteral() ? byAddress(address.high(), address.low(), port) : null;
    }
}
