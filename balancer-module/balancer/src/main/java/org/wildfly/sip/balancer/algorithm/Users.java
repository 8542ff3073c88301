/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.util.function.Predicate;
import java.util.function.Supplier;

import org.wildfly.sip.balancer.message.MessageKey;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Fitness;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.balancer.node.Preference;

/**
 * All calls of a user go to the same node: the one that the first got, as long as calls keep coming. Who the user is, a header tells.
 */
final class Users implements Placement {
    private final KeyMemory users;
    private final MessageKey key;
    private final Supplier<SipHash> hashes;
    private final Preference order = new RoundRobin();
    private final boolean together;

    /**
     * @param users    which node has which
     * @param key      who the user of a message is
     * @param together true if all users of a dead node go to the same survivor
     */
    Users(KeyMemory users, MessageKey key, Supplier<SipHash> hashes, boolean together) {
        this.users = users;
        this.key = key;
        this.hashes = hashes;
        this.together = together;
    }

    @Override
    public Node first(SipMessage message, Nodes nodes) {
        return node(this.key.hash(message), message.callIdHash(), nodes);
    }

    @Override
    public Node survivor(SipMessage message, Nodes nodes, Node dead) {
        long user = this.key.hash(message);
        Node node = this.users.get(user, nodes);
        if (node != null && node.isReachable()) {
            return node;
        }
        long place = this.together && dead != null ? dead.nameHash() : user;
        Node survivor = nodes.choose((group, ranked, call, fitness) -> group.ring().best(ranked, call, fitness), place,
                message.callIdHash());
        if (survivor != null) {
            this.users.put(user, survivor);
        }
        return survivor;
    }

    @Override
    public Node http(String affinity, String session, Nodes nodes, Predicate<Node> usable) {
        if (affinity == null) {
            return null;
        }
        long user = MessageKey.hash(affinity, this.hashes.get());
        Node node = node(user, user, nodes);
        return node != null && usable.test(node) ? node : null;
    }

    @Override
    public void switched(Node from, Node to) {
        this.users.switched(from, to);
    }

    @Override
    public void expire() {
        this.users.expire();
    }

    private Node node(long user, long call, Nodes nodes) {
        Node last = this.users.get(user, nodes);
        boolean good = last != null && Fitness.FRESH.accepts(last, user, call);
        if (good && isNewest(last, nodes)) {
            this.users.put(user, last);
            return last;
        }
        Node chosen = nodes.choose(this.order, user, call);
        // There may be none of a newer version that can take calls.
        Node node = good && chosen != null && isSameVersion(last, chosen) ? last : chosen;
        if (node != null) {
            this.users.put(user, node);
        }
        return node;
    }

    private static boolean isNewest(Node node, Nodes nodes) {
        return nodes.group() != null && nodes.group().version().equals(node.description().version());
    }

    private static boolean isSameVersion(Node one, Node other) {
        return one.description().version().equals(other.description().version());
    }
}
