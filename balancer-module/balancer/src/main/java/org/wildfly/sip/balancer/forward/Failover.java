/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeRegistry;

/**
 * Sends requests that came over connections to another node when theirs dies before it has answered. For any thread.
 */
final class Failover {
    private final UnansweredRequests unanswered;
    private final NodeRegistry registry;
    private final LaterProcessing later;
    private final AtomicBoolean waiting = new AtomicBoolean();

    /**
     * @param maxBytes how much of unanswered requests is kept
     * @param registry tells which nodes are dead
     */
    Failover(long maxBytes, NodeRegistry registry, LaterProcessing later) {
        this.unanswered = new UnansweredRequests(maxBytes);
        this.registry = registry;
        this.later = later;
    }

    UnansweredRequests unanswered() {
        return this.unanswered;
    }

    /** The nodes have changed: sends what dead ones have not answered to others. Does not wait. */
    void nodesChanged() {
        // One round that waits sees all that has happened until it begins: more need not wait.
        if (!this.unanswered.isEmpty() && this.waiting.compareAndSet(false, true)) {
            try {
                this.later.execute(this::sendAgain);
            } catch (RejectedExecutionException e) {
                this.waiting.set(false);
            }
        }
    }

    /** Forgets what need not be sent any more. */
    void expire() {
        this.unanswered.expire();
        nodesChanged();
    }

    private void sendAgain() {
        this.waiting.set(false);
        for (RequestCopy request : this.unanswered.takeOf(this::isDead)) {
            this.later.processor().process(request, true);
        }
    }

    private boolean isDead(int nodeId) {
        Node node = this.registry.snapshot().byId(nodeId);
        return node == null || !node.state().isAlive();
    }
}
