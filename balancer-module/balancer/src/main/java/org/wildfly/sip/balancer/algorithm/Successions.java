/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.wildfly.sip.balancer.health.NodeHealth;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * Which node has all that a dead one had: because nodes have told, or because it was chosen once for all of the dead one's calls. A
 * bounded number is kept. For all threads; without a lock while a dead node has no heir.
 */
final class Successions {
    private static final int MAX_SUCCESSIONS = 1024;

    /** A node that comes back has a new health, and with it no heir. */
    private final Map<NodeHealth, String> heirs = new ConcurrentHashMap<>();

    /** The heir of a node that is dead, if it can take calls; null if there is none, or the node lives. */
    Node heir(Node dead, Nodes nodes) {
        String name = dead == null || this.heirs.isEmpty() || dead.isReachable() ? null : this.heirs.get(dead.health());
        Node heir = name == null ? null : nodes.byName(name);
        return heir != null && heir.isReachable() ? heir : null;
    }

    /** Notes the heir of a dead node. */
    void inherit(Node dead, Node heir) {
        if (this.heirs.size() >= MAX_SUCCESSIONS) {
            this.heirs.clear();
        }
        this.heirs.put(dead.health(), heir.name());
    }

    /**
     * Nodes have told that one has what another had. What is not known to be the other's, it keeps as long as it lives. Returns the
     * heir; null if there are no such nodes, or it cannot take calls.
     */
    Node switched(String from, String to, Nodes nodes) {
        Node left = byRoute(from, nodes);
        Node heir = byRoute(to, nodes);
        if (left == null || heir == null || left == heir || !heir.isReachable()) {
            return null;
        }
        inherit(left, heir);
        return heir;
    }

    /** The node of a jvmRoute, a dead one only if there is no other; null if there is none. */
    static Node byRoute(String route, Nodes nodes) {
        Node found = null;
        for (Node node : nodes.all()) {
            if (route.equals(node.description().jvmRoute()) && (found == null || !found.isReachable())) {
                found = node;
            }
        }
        return found;
    }
}
