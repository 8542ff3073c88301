/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import org.wildfly.sip.balancer.message.MessageKey;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Fitness;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeGroup;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.balancer.node.Preference;

/**
 * An example of an algorithm of one's own: calls to one user, say an emergency number, have a node for themselves.
 * <pre>
 * algorithmClass=org.wildfly.sip.balancer.algorithm.EmergencyFirstAlgorithm
 * algorithm.user=112
 * algorithm.node=n2
 * </pre>
 */
public final class EmergencyFirstAlgorithm implements BalancerAlgorithm {
    private static final MessageKey CALLEE = new MessageKey("to.user", null, null);

    private final long user;
    private final String reserved;
    private final Preference others = this::best;

    /**
     * Called by the balancer.
     *
     * @param context with the properties user and node
     */
    public EmergencyFirstAlgorithm(AlgorithmContext context) {
        this.user = MessageKey.hash(context.properties().get("user"), context.hashes().get());
        this.reserved = context.properties().get("node");
    }

    @Override
    public Node select(SipMessage message, Nodes nodes, Node dead) {
        long call = message.callIdHash();
        Node node = nodes.byName(this.reserved);
        if (CALLEE.hash(message) == this.user && node != null && Fitness.FRESH.accepts(node, call, call)) {
            return node;
        }
        return nodes.choose(this.others, call, call);
    }

    /** The highest ranked of the other nodes: no state, and all balancers decide alike. */
    private Node best(NodeGroup group, long key, long call, Fitness fitness) {
        Node best = null;
        for (int i = 0; i < group.size(); i++) {
            Node node = group.get(i);
            boolean higher = best == null || Long.compareUnsigned(node.rank(key), best.rank(key)) > 0;
            if (higher && fitness.accepts(node, key, call) && !node.name().equals(this.reserved)) {
                best = node;
            }
        }
        return best;
    }
}
