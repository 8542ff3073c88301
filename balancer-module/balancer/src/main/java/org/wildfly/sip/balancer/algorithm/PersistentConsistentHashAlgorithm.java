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
import org.wildfly.sip.balancer.placement.PlacementStore;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * Consistent hashing whose results are kept in a store that all balancers have: a key stays with its node when nodes come, or come back.
 */
final class PersistentConsistentHashAlgorithm implements BalancerAlgorithm {
    private static final Preference RING = (group, key, call, fitness) -> group.ring().best(key, call, fitness);

    private final MessageKey key;
    private final Supplier<SipHash> hashes;
    private final PlacementStore store;
    private final Successions successions;

    /**
     * @param successions who has what dead nodes had
     */
    PersistentConsistentHashAlgorithm(MessageKey key, Supplier<SipHash> hashes, PlacementStore store, Successions successions) {
        this.key = key;
        this.hashes = hashes;
        this.store = store;
        this.successions = successions;
    }

    @Override
    public Node select(SipMessage message, Nodes nodes, Node dead) {
        long hash = this.key.hash(message);
        boolean begins = CallMemory.begins(message);
        Node placed = placed(hash, nodes);
        if (placed != null && placed.isReachable() && (!begins || mayBegin(placed, hash, message.callIdHash()))) {
            if (begins) {
                this.store.put(hash, placed.name());
            }
            return placed;
        }
        Node heir = begins ? null : this.successions.heir(dead == null ? placed : dead, nodes);
        return place(hash, message.callIdHash(), nodes, heir);
    }

    /** A draining node keeps the call that it has, which another attempt of the same call belongs to. */
    private boolean mayBegin(Node placed, long hash, long call) {
        return Fitness.FRESH.accepts(placed, hash, call) || placed.state() == NodeState.DRAINING && this.key.isCallId();
    }

    @Override
    public Node selectHttp(String affinity, String session, Nodes nodes, Predicate<Node> usable) {
        String value = affinity == null ? session : affinity;
        if (value == null) {
            return null;
        }
        long hash = MessageKey.hash(value, this.hashes.get());
        Node placed = placed(hash, nodes);
        boolean good = placed != null && Fitness.FRESH.accepts(placed, hash, hash);
        Node node = good ? placed : place(hash, hash, nodes, null);
        return node != null && usable.test(node) ? node : null;
    }

    @Override
    public void switched(String from, String to, Nodes nodes) {
        this.successions.switched(from, to, nodes);
    }

    @Override
    public int size() {
        return this.store.size();
    }

    @Override
    public void close() {
        this.store.close();
    }

    private Node placed(long hash, Nodes nodes) {
        String name = this.store.get(hash);
        return name == null ? null : nodes.byName(name);
    }

    private Node place(long hash, long call, Nodes nodes, Node heir) {
        Node chosen = heir == null ? nodes.choose(RING, hash, call) : heir;
        if (chosen != null) {
            this.store.put(hash, chosen.name());
        }
        return chosen;
    }
}
