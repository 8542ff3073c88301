/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.wildfly.sip.balancer.http.RouteSwitches.Switch;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * Chooses the node of a request: the one that its session id names, or to which that one's sessions have gone; else the one that the
 * algorithm has for it; else by a hash of the session id, so that all balancers choose alike and few sessions move when nodes come and go;
 * else round robin. For all threads; does not wait.
 */
final class StickyChoice {
    private static final int MAX_SWITCHES = 8;

    private final HttpNodeSelector selector;
    private final RouteSwitches switches;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param selector the algorithm
     * @param switches where sessions have gone
     */
    StickyChoice(HttpNodeSelector selector, RouteSwitches switches) {
        this.selector = selector;
        this.switches = switches;
    }

    /**
     * Chooses.
     *
     * @param sessionIds the session ids of the request
     * @param affinity   the value of the affinity key, or null
     * @param nodes      the nodes of now
     * @param usable     true for nodes that may be chosen
     * @return a node that is alive, or null if there is none
     */
    Node choose(List<String> sessionIds, String affinity, Nodes nodes, Predicate<Node> usable) {
        for (String id : sessionIds) {
            Node named = named(id, nodes, usable);
            if (named != null) {
                return named;
            }
        }
        String session = sessionIds.isEmpty() ? null : SessionIds.session(sessionIds.get(0));
        Node chosen = this.selector.select(affinity, session, nodes, usable);
        if (chosen != null) {
            return chosen;
        }
        // The node that the key belongs to may be there for SIP only: then all requests with that key go to another.
        boolean matters = affinity != null && this.selector.select(affinity, session, nodes, node -> true) != null;
        String key = matters ? affinity : session;
        return key == null ? next(nodes, usable) : byHash(key, nodes, usable);
    }

    private Node named(String id, Nodes nodes, Predicate<Node> usable) {
        for (String route : SessionIds.routes(id)) {
            Node node = following(route, SessionIds.session(id), nodes, usable);
            if (node != null) {
                return node;
            }
        }
        return null;
    }

    /** The node that has the sessions of a route: its own, unless that is dead or has left them behind; then where they went. */
    private Node following(String route, String session, Nodes nodes, Predicate<Node> usable) {
        Node left = null;
        String current = route;
        long order = 0;
        for (int i = 0; i < MAX_SWITCHES && current != null; i++) {
            Node node = RouteSwitches.alive(current, nodes);
            Switch next = this.switches.of(current);
            // What was told before the sessions came here is about others.
            next = next == null || next.order() < order ? null : next;
            if (node != null && usable.test(node)) {
                boolean leftBehind = next != null && next.concerns(node) && !(i == 0 && this.switches.isLater(session));
                if (!leftBehind) {
                    return node;
                }
                left = left == null ? node : left;
            }
            current = next == null ? null : next.to();
            order = next == null ? order : next.order();
        }
        // Better the node that was left than one that has never had them.
        return left;
    }

    private static Node byHash(String text, Nodes nodes, Predicate<Node> usable) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long hash = new SipHash(0, 0).update(bytes, 0, bytes.length).finish();
        return nodes.choose((group, key, call, fitness) -> {
            Node best = null;
            long bestRank = 0;
            for (int i = 0; i < group.size(); i++) {
                Node node = group.get(i);
                long rank = new SipHash(key, node.nameHash()).finish();
                boolean better = best == null || Long.compareUnsigned(rank, bestRank) > 0;
                if (better && usable.test(node) && fitness.accepts(node, key, call)) {
                    best = node;
                    bestRank = rank;
                }
            }
            return best;
        }, hash, hash);
    }

    private Node next(Nodes nodes, Predicate<Node> usable) {
        int mine = this.turn.getAndIncrement();
        long any = ThreadLocalRandom.current().nextLong();
        return nodes.choose((group, key, call, fitness) -> {
            List<Node> candidates = IntStream.range(0, group.size()).mapToObj(group::get)
                    .filter(node -> usable.test(node) && fitness.accepts(node, key, call)).toList();
            return candidates.isEmpty() ? null : candidates.get(Integer.remainderUnsigned(mine, candidates.size()));
        }, any, any);
    }
}
