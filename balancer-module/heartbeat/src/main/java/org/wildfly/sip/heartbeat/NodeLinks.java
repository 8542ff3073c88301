/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The connections of a server, and which of them speaks for which node. Confined to the thread of the server's loop.
 */
final class NodeLinks implements NodeLink.Owner {
    /** On which nobody has registered yet, from one host at a time: more would be to keep the nodes from theirs. */
    private static final int MAX_HANDSHAKES = 32;

    private final HeartbeatServer.Configuration configuration;
    private final Set<NodeLink> links = new LinkedHashSet<>();
    private final Map<String, NodeLink> nodes = new HashMap<>();

    NodeLinks(HeartbeatServer.Configuration configuration) {
        this.configuration = configuration;
    }

    /** True if there may be one more from a host. */
    boolean admit(InetAddress host) {
        return this.links.size() < this.configuration.maxConnections()
                && this.links.stream().filter(link -> link.isHandshakeWith(host)).count() < MAX_HANDSHAKES;
    }

    void add(NodeLink link) {
        this.links.add(link);
    }

    int size() {
        return this.links.size();
    }

    /** Those of now, whatever becomes of them. */
    List<NodeLink> all() {
        return List.copyOf(this.links);
    }

    @Override
    public void registered(NodeLink link, NodeDescription node, NodeState state) {
        NodeLink before = this.nodes.put(node.name(), link);
        if (before != null) {
            before.replaced();
        }
        this.configuration.listener().nodeRegistered(node, state);
    }

    @Override
    public void closed(NodeLink link) {
        this.links.remove(link);
    }

    @Override
    public void left(NodeLink link, String name) {
        if (this.nodes.remove(name, link)) {
            this.configuration.listener().nodeLeft(name);
        }
    }

    @Override
    public void died(NodeLink link, String name, String reason) {
        if (this.nodes.remove(name, link)) {
            this.configuration.listener().nodeDown(name, reason);
            List.copyOf(this.nodes.values()).forEach(other -> other.tellDown(name));
        }
    }
}
