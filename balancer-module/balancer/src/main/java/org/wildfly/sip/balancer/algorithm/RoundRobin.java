/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.util.concurrent.atomic.AtomicInteger;

import org.wildfly.sip.balancer.node.Fitness;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeGroup;
import org.wildfly.sip.balancer.node.Preference;

/**
 * One after the other.
 */
final class RoundRobin implements Preference {
    private final AtomicInteger turn = new AtomicInteger();

    @Override
    public Node best(NodeGroup group, long key, long call, Fitness fitness) {
        int count = group.size();
        for (int current = this.turn.get();; current = this.turn.get()) {
            int taken = next(group, Integer.remainderUnsigned(current, count), key, call, fitness);
            if (taken < 0) {
                return null;
            }
            if (this.turn.compareAndSet(current, current + taken + 1)) {
                return group.get((Integer.remainderUnsigned(current, count) + taken) % count);
            }
        }
    }

    /** How many nodes are passed over until one may be taken; -1 if none may. */
    private static int next(NodeGroup group, int first, long key, long call, Fitness fitness) {
        int count = group.size();
        for (int i = 0; i < count; i++) {
            if (fitness.accepts(group.get((first + i) % count), key, call)) {
                return i;
            }
        }
        return -1;
    }
}
