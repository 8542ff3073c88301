/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.node;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Nodes by a number: an open hash table, so that none of many is looked for one by one. Immutable.
 */
final class NodeTable {
    private final int[] keys;
    private final Node[] nodes;

    /**
     * @param key not negative; of several nodes with the same one the first is found
     */
    NodeTable(List<Node> nodes, ToIntFunction<Node> key) {
        // At least one place stays free, so that every search ends.
        this.nodes = new Node[2 * Integer.highestOneBit(nodes.size() + 1)];
        this.keys = new int[this.nodes.length];
        for (Node node : nodes) {
            int i = place(key.applyAsInt(node));
            if (this.nodes[i] == null) {
                this.keys[i] = key.applyAsInt(node);
                this.nodes[i] = node;
            }
        }
    }

    /** The node of a number, or null. */
    Node find(int key) {
        return this.nodes[place(key)];
    }

    /** The place of a number, or the free one where it would be. */
    private int place(int key) {
        int mask = this.nodes.length - 1;
        int i = key & mask;
        while (this.nodes[i] != null && this.keys[i] != key) {
            i = i + 1 & mask;
        }
        return i;
    }
}
