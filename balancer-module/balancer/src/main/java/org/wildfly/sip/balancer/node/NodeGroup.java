/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.node;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The living nodes, UP or DRAINING, of one version. Immutable; for any thread.
 */
public final class NodeGroup {
    private final String version;
    private final byte[] versionBytes;
    private final Node[] nodes;
    private volatile HashRing ring;

    /**
     * @param nodes at least one, by name
     */
    NodeGroup(String version, List<Node> nodes) {
        this.version = version;
        this.versionBytes = version.getBytes(StandardCharsets.US_ASCII);
        this.nodes = nodes.toArray(Node[]::new);
    }

    /** The version that they have. */
    public String version() {
        return this.version;
    }

    /** How many they are, at least one. */
    public int size() {
        return this.nodes.length;
    }

    /** One of them; they are in the order of their names. */
    public Node get(int index) {
        return this.nodes[index];
    }

    /** The ring of these nodes. */
    public HashRing ring() {
        HashRing made = this.ring;
        if (made == null) {
            // Two threads may make it at the same time: they make the same.
            made = new HashRing(this.nodes);
            this.ring = made;
        }
        return made;
    }

    boolean isVersion(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, this.versionBytes, 0, this.versionBytes.length);
    }
}
