/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.wildfly.sip.balancer.health.NodeHealth;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * Where the HTTP sessions of nodes have gone, as nodes have told: from the one's jvmRoute to the other's. What a node that lives has begun
 * since then stays with it, and when it comes back after its death nothing of that counts any more. A bounded number of the latest is
 * kept. For any thread.
 */
public final class RouteSwitches {
    private static final int MAX_SWITCHES = 1024;
    private static final int MAX_ROUTE_LENGTH = 255;
    private static final int MAX_SESSIONS = 65_536;

    /**
     * A switch.
     *
     * @param to    where the sessions went
     * @param left  the life of the node that they left; null if it was dead
     * @param order the number of the switch: a later one has a higher
     */
    record Switch(String to, NodeHealth left, long order) {
        /** True if a node that lives is the one that has left its sessions behind. */
        boolean concerns(Node node) {
            return node.health() == this.left;
        }
    }

    private final Supplier<Nodes> nodes;
    private final Map<String, Switch> latest = new LinkedHashMap<>();
    private final Map<Long, Boolean> later = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > MAX_SESSIONS;
        }
    };
    private volatile Map<String, Switch> switches = Map.of();
    private long count;

    /**
     * @param nodes gives the nodes of now
     */
    RouteSwitches(Supplier<Nodes> nodes) {
        this.nodes = nodes;
    }

    /**
     * A node has taken over the sessions of another.
     *
     * @param from the jvmRoute of the node that they left
     * @param to   the jvmRoute of the node that has them now
     */
    public synchronized void switched(String from, String to) {
        if (from.equals(to) || from.length() > MAX_ROUTE_LENGTH || to.length() > MAX_ROUTE_LENGTH) {
            return;
        }
        Node node = alive(from, this.nodes.get());
        this.latest.remove(from);
        this.latest.put(from, new Switch(to, node == null ? null : node.health(), ++this.count));
        if (this.latest.size() > MAX_SWITCHES) {
            this.latest.remove(this.latest.keySet().iterator().next());
        }
        this.switches = Map.copyOf(this.latest);
    }

    /** Where the sessions of a route went, or null if they went nowhere. */
    Switch of(String route) {
        return this.switches.get(route);
    }

    /** True if a node has left its sessions behind and lives on. */
    boolean isLeft(Node node) {
        String route = node.description().jvmRoute();
        Switch known = route == null || this.switches.isEmpty() ? null : this.switches.get(route);
        return known != null && known.concerns(node);
    }

    /** A session has begun on a node that had left others behind. */
    void begun(String session) {
        synchronized (this.later) {
            this.later.put(hash(session), true);
        }
    }

    /** True if a session has begun after its node left others behind. */
    boolean isLater(String session) {
        synchronized (this.later) {
            return this.later.get(hash(session)) != null;
        }
    }

    /** The living node of a jvmRoute, or null. */
    static Node alive(String route, Nodes nodes) {
        for (Node node : nodes.all()) {
            if (node.state().isAlive() && route.equals(node.description().jvmRoute())) {
                return node;
            }
        }
        return null;
    }

    private static long hash(String session) {
        byte[] bytes = session.getBytes(StandardCharsets.UTF_8);
        return new SipHash(0, 0).update(bytes, 0, bytes.length).finish();
    }
}
