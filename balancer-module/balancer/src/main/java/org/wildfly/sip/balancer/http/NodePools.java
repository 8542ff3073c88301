/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * The connections to each node that takes HTTP. For all threads.
 */
final class NodePools {
    private final Map<String, NodePool> pools = new ConcurrentHashMap<>();
    private final NodeConnector connector;
    private final NodePool.Configuration configuration;
    private volatile Nodes seen = Nodes.NONE;

    /**
     * @param connector     makes connections
     * @param configuration what the pools have in common
     */
    NodePools(NodeConnector connector, NodePool.Configuration configuration) {
        this.connector = connector;
        this.configuration = configuration;
    }

    /** The pool of a node that takes HTTP. */
    NodePool of(Node node) {
        NodeAddress address = NodeAddress.of(node);
        NodePool pool = this.pools.get(node.name());
        if (pool != null && pool.address().equals(address)) {
            return pool;
        }
        return this.pools.compute(node.name(), (name, before) -> {
            if (before != null && before.address().equals(address)) {
                return before;
            }
            if (before != null) {
                before.close();
            }
            return new NodePool(name, address, this.connector, this.configuration);
        });
    }

    /** True if a node has refused a connection a short time ago. */
    boolean isEjected(Node node) {
        NodePool pool = this.pools.get(node.name());
        return pool != null && pool.isEjected();
    }

    /** Closes what is kept for nodes that are gone. Cheap if the nodes are the same as before. */
    void prune(Nodes nodes) {
        if (nodes == this.seen) {
            return;
        }
        this.seen = nodes;
        this.pools.values().removeIf(pool -> {
            boolean gone = nodes.all().stream().noneMatch(node -> node.state().isAlive() && node.name().equals(pool.node()));
            if (gone) {
                pool.close();
            }
            return gone;
        });
    }
}
