/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Fitness;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeGroup;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * Calls of a dead node go to nodes of its subcluster first, which has their sessions. A node that is in no subcluster, or has no living
 * one in its own, fails over to any.
 */
final class Subclusters implements Placement {
    private final List<Set<InetAddress>> subclusters;
    private final boolean together;
    private final Placement otherwise;

    /**
     * @param subclusters the addresses of the nodes of each
     * @param together    true if all calls of a dead node go to the same survivor
     * @param otherwise   for new calls, and without a survivor in the subcluster
     */
    Subclusters(List<Set<InetAddress>> subclusters, boolean together, Placement otherwise) {
        this.subclusters = subclusters;
        this.together = together;
        this.otherwise = otherwise;
    }

    @Override
    public Node first(SipMessage message, Nodes nodes) {
        return this.otherwise.first(message, nodes);
    }

    @Override
    public Node survivor(SipMessage message, Nodes nodes, Node dead) {
        Set<InetAddress> subcluster = dead == null ? null : subcluster(dead);
        Node near = null;
        if (subcluster != null) {
            long key = this.together ? dead.nameHash() : message.callIdHash();
            near = nodes.choose((group, ranked, call, fitness) -> best(group, ranked, call, fitness, subcluster), key,
                    message.callIdHash());
        }
        return near == null ? this.otherwise.survivor(message, nodes, dead) : near;
    }

    private Set<InetAddress> subcluster(Node node) {
        for (Set<InetAddress> subcluster : this.subclusters) {
            if (isIn(node, subcluster)) {
                return subcluster;
            }
        }
        return null;
    }

    private static boolean isIn(Node node, Set<InetAddress> subcluster) {
        for (InetSocketAddress address : node.description().addresses().values()) {
            if (subcluster.contains(address.getAddress())) {
                return true;
            }
        }
        return false;
    }

    /** The one that a hash ranks highest, so that all balancers decide alike. */
    private static Node best(NodeGroup group, long key, long call, Fitness fitness, Set<InetAddress> subcluster) {
        Node best = null;
        for (int i = 0; i < group.size(); i++) {
            Node node = group.get(i);
            if (fitness.accepts(node, key, call) && isIn(node, subcluster)
                    && (best == null || Long.compareUnsigned(node.rank(key), best.rank(key)) > 0)) {
                best = node;
            }
        }
        return best;
    }
}
