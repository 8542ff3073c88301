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
    private final int maxEntries;
    private final int maxIdle;
    private final LongSupplier clock;
    private final long epoch;

    KeyMemory(Affinity affinity, LongSupplier clock) {
        this(new AffinityTable(affinity.maxEntries(), ThreadLocalRandom.current().nextLong()), affinity, clock, clock.getAsLong());
    }

    private KeyMemory(AffinityTable table, Affinity affinity, LongSupplier clock, long epoch) {
        this.table = table;
        this.maxEntries = affinity.maxEntries();
        this.maxIdle = CallMemory.seconds(affinity.maxIdle());
        this.clock = clock;
        this.epoch = epoch;
    }

    /** What goes on with all that is remembered here when it is to be remembered for another time, or in another number. */
    KeyMemory with(Affinity affinity) {
        AffinityTable next = affinity.maxEntries() == this.maxEntries ? this.table : this.table.resized(affinity.maxEntries());
        return new KeyMemory(next, affinity, this.clock, this.epoch);
    }

    /** All keys of a node are another's now. */
    void switched(Node from, Node to) {
        this.table.move(from.id(), to.id(), 0, 0);
    }

    /** The node of a key, in any state; null if there is none. */
    Node get(long key, Nodes nodes) {
        long entry = this.table.get(key, now());
        return entry == 0 ? null : nodes.byId(Entry.node(entry));
    }

    void put(long key, Node node) {
        this.table.put(key, Entry.of(node.id(), 0, now() + this.maxIdle));
    }

    void expire() {
        this.table.expire(now());
    }

    private int now() {
        return (int) ((this.clock.getAsLong() - this.epoch) / 1_000_000_000) + 1;
    }
}
