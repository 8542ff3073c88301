/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Affinity;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * Which node has which key, for a time after it was last used. For all threads; makes no objects.
 */
final class KeyMemory {
    private final AffinityTable table;
    private final int maxIdle;
    private final LongSupplier clock;
    private final long epoch;

    KeyMemory(Affinity affinity, LongSupplier clock) {
        this.table = new AffinityTable(affinity.maxEntries(), ThreadLocalRandom.current().nextLong());
        this.maxIdle = CallMemory.seconds(affinity.maxIdle());
        this.clock = clock;
        this.epoch = clock.getAsLong();
    }

    /** The node of a key, in any state; null if there is none. */
    Node get(long key, Nodes nodes) {
        long entry = this.table.get(key, now());
        return entry == 0 ? null : nodes.byId(AffinityTable.node(entry));
    }

    void put(long key, Node node) {
        this.table.put(key, AffinityTable.entry(node.id(), 0, now() + this.maxIdle));
    }

    void expire() {
        this.table.expire(now());
    }

    private int now() {
        return (int) ((this.clock.getAsLong() - this.epoch) / 1_000_000_000) + 1;
    }
}
