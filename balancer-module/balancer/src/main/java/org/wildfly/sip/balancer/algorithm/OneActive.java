/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.util.function.Predicate;

import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Fitness;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeGroup;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.balancer.node.Preference;

/**
 * One node has everything, the others stand by. When it dies, drains or falls ill the next by name is the active one, and stays it when
 * the first comes back.
 */
final class OneActive implements Placement {
    private final Preference order = this::best;
    private volatile int active;

    @Override
    public Node first(SipMessage message, Nodes nodes) {
        return choose(nodes, message.callIdHash());
    }

    @Override
    public Node survivor(SipMessage message, Nodes nodes, Node dead) {
        return choose(nodes, message.callIdHash());
    }

    @Override
    public Node http(String affinity, String session, Nodes nodes, Predicate<Node> usable) {
        Node node = choose(nodes, 0);
        return node != null && usable.test(node) ? node : null;
    }

    @Override
    public void switched(Node from, Node to) {
        if (this.active == from.id()) {
            this.active = to.id();
        }
    }

    private Node choose(Nodes nodes, long call) {
        // All have the same key: a share of the calls is no use to a node that shall have all or none.
        Node chosen = nodes.choose(this.order, 0, call);
        if (chosen != null && chosen.id() != this.active) {
            this.active = chosen.id();
        }
        return chosen;
    }

    private Node best(NodeGroup group, long key, long call, Fitness fitness) {
        Node first = null;
        for (int i = 0; i < group.size(); i++) {
            Node node = group.get(i);
            if (fitness.accepts(node, key, call)) {
                if (node.id() == this.active) {
                    return node;
                }
                first = first == null ? node : first;
            }
        }
        return first;
    }
}
