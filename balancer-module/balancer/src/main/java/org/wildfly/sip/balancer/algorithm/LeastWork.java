/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.util.concurrent.atomic.AtomicInteger;

import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Fitness;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeGroup;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.balancer.node.Preference;

/**
 * New calls go to the node with the least work left (transaction least work left, Jiang et al., INFOCOM 2009): the faster node has the
 * less left, and so gets the more, without anybody telling how fast it is.
 */
final class LeastWork implements Placement {
    private final WorkLedger ledger;
    private final Placement otherwise;
    private final Preference order = this::best;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param otherwise for the calls of a dead node
     */
    LeastWork(WorkLedger ledger, Placement otherwise) {
        this.ledger = ledger;
        this.otherwise = otherwise;
    }

    @Override
    public Node first(SipMessage message, Nodes nodes) {
        return nodes.choose(this.order, message.callIdHash(), message.callIdHash());
    }

    @Override
    public Node survivor(SipMessage message, Nodes nodes, Node dead) {
        return this.otherwise.survivor(message, nodes, dead);
    }

    @Override
    public void sending(SipMessage request, Node node) {
        this.ledger.sending(request, node);
    }

    @Override
    public void completed(SipMessage response) {
        this.ledger.completed(response);
    }

    @Override
    public void expire() {
        this.ledger.expire();
    }

    /** Those who have equally much left take turns. */
    private Node best(NodeGroup group, long key, long call, Fitness fitness) {
        int count = group.size();
        int first = Integer.remainderUnsigned(this.turn.getAndIncrement(), count);
        Node best = null;
        int least = 0;
        for (int i = 0; i < count; i++) {
            Node node = group.get((first + i) % count);
            int work = this.ledger.work(node);
            if ((best == null || work < least) && fitness.accepts(node, key, call)) {
                best = node;
                least = work;
            }
        }
        return best;
    }
}
