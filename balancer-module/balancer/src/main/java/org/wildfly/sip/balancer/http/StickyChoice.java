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

import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * Chooses the node of a request: the one that its session id names, while that lives; else the one that the algorithm has for it; else by
 * a hash of the session id, so that all balancers choose alike and few sessions move when nodes come and go; else round robin. For all threads; does not wait.
 */
final class StickyChoice {
    private static final int MAX_SWITCHES = 8;

    private final HttpNodeSelector selector;
    private final RouteSwitches switches;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param selector the algorithm
     * @param switches where sessions of dead nodes have gone
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
            String current = route;
            for (int i = 0; i < MAX_SWITCHES && current != null; i++) {
                Node node = byRoute(current, nodes);
                if (node != null && usable.test(node)) {
                    return node;
                }
                current = this.switches.after(current);
            }
        }
        return null;
    }

    private static Node byRoute(String route, Nodes nodes) {
        for (Node node : nodes.all()) {
            if (node.state().isAlive() && route.equals(node.description().jvmRoute())) {
                return node;
            }
        }
        return null;
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
