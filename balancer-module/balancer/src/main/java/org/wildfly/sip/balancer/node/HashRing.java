/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.node;

import java.util.stream.IntStream;

/**
 * Consistent hashing (Karger et al., STOC 1997): each node has many points on a ring of 64-bit numbers, a key belongs to the node of the
 * next point at or after it, and after the last point comes the first. A node that comes or goes moves its own share of the keys and no
 * others. Balancers with nodes of the same names have the same ring. Immutable; for any thread.
 */
public final class HashRing {
    /** So many that shares differ by some percent only. */
    private static final int POINTS = 160;
    /** How many points are looked at before all nodes are. */
    private static final int WALK = 512;

    private final Node[] nodes;
    private final long[] points;
    private final short[] owners;

    HashRing(Node[] nodes) {
        this.nodes = nodes;
        long[] unsorted = IntStream.range(0, nodes.length * POINTS).mapToLong(i -> point(nodes[i / POINTS], i % POINTS)).toArray();
        int[] order = IntStream.range(0, unsorted.length).boxed()
                .sorted((one, other) -> Long.compareUnsigned(unsorted[one], unsorted[other])).mapToInt(Integer::intValue).toArray();
        this.points = IntStream.of(order).mapToLong(i -> unsorted[i]).toArray();
        this.owners = new short[order.length];
        for (int i = 0; i < order.length; i++) {
            this.owners[i] = (short) (order[i] / POINTS);
        }
    }

    private static long point(Node node, int i) {
        return mix(node.nameHash() + i * 0x9e3779b97f4a7c15L);
    }

    /** The node that a key belongs to, in whatever state it is. */
    public Node home(long key) {
        return this.nodes[this.owners[place(key)]];
    }

    /**
     * The node that a key belongs to if it may be taken, else the next on the ring that may.
     *
     * @return null if there is none
     */
    public Node best(long key, long call, Fitness fitness) {
        int place = place(key);
        int last = -1;
        for (int i = 0; i < Math.min(WALK, this.points.length); i++) {
            int owner = this.owners[place];
            if (owner != last && fitness.accepts(this.nodes[owner], key, call)) {
                return this.nodes[owner];
            }
            last = owner;
            place = place + 1 == this.points.length ? 0 : place + 1;
        }
        return ranked(key, call, fitness);
    }

    /** Rendezvous hashing, for when hardly any node may be taken. */
    private Node ranked(long key, long call, Fitness fitness) {
        Node best = null;
        long bestRank = 0;
        for (Node node : this.nodes) {
            long rank = node.rank(key);
            if (fitness.accepts(node, key, call) && (best == null || Long.compareUnsigned(rank, bestRank) > 0)) {
                best = node;
                bestRank = rank;
            }
        }
        return best;
    }

    /** The index of the first point that is not less than a key. */
    private int place(long key) {
        int from = 0;
        int to = this.points.length;
        while (from < to) {
            int middle = from + to >>> 1;
            if (Long.compareUnsigned(this.points[middle], key) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == this.points.length ? 0 : from;
    }

    /** The finalizer of MurmurHash3. */
    static long mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
