/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Fitness;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeGroup;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.balancer.node.Preference;

/**
 * The default: new calls go round. The calls of a dead node go each to the survivor that the ring has for its Call-ID, so that all
 * balancers decide alike, or all together to the one that has the fewest calls.
 */
final class Spread implements Placement {
    private static final Preference BY_RING = (group, key, call, fitness) -> group.ring().best(key, call, fitness);

    private final RoundRobin order = new RoundRobin();
    private final CallMemory calls;
    /** Null if the calls of a dead node are spread. */
    private final Successions successions;

    /**
     * @param calls       which calls a node has
     * @param successions who has the calls of a dead node if they stay together; null if they do not
     */
    Spread(CallMemory calls, Successions successions) {
        this.calls = calls;
        this.successions = successions;
    }

    @Override
    public Node first(SipMessage message, Nodes nodes) {
        return nodes.choose(this.order, message.callIdHash(), message.callIdHash());
    }

    @Override
    public Node survivor(SipMessage message, Nodes nodes, Node dead) {
        long call = message.callIdHash();
        Node spread = nodes.choose(BY_RING, call, call);
        if (this.successions == null || dead == null || spread == null) {
            return spread;
        }
        int[] counts = this.calls.countByNode();
        Node idlest = nodes.choose((group, key, id, fitness) -> idlest(group, counts, key, id, fitness), call, call);
        if (idlest == null) {
            return spread;
        }
        this.successions.inherit(dead, idlest);
        return idlest;
    }

    private static Node idlest(NodeGroup group, int[] counts, long key, long call, Fitness fitness) {
        Node best = null;
        for (int i = 0; i < group.size(); i++) {
            Node node = group.get(i);
            if (fitness.accepts(node, key, call) && (best == null || counts[node.id()] < counts[best.id()])) {
                best = node;
            }
        }
        return best;
    }
}
