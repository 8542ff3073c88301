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
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeGroup;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.balancer.node.Preference;

/**
 * The node is a function of the message and the living nodes, the same on all balancers: that of the ring for the hash of a header, or
 * of the HTTP affinity key of equal value. Only calls that have begun elsewhere, because their node drained, was ill or asked for less,
 * are remembered.
 */
final class ConsistentHashAlgorithm implements BalancerAlgorithm {
    private static final Preference RING = (group, key, call, fitness) -> group.ring().best(key, call, fitness);

    private final MessageKey key;
    private final Supplier<SipHash> hashes;
    private final CallMemory detours;
    private final Successions successions;
    private volatile boolean detoured;

    /**
     * @param detours    remembers the calls that have begun elsewhere
     * @param successions who has what dead nodes had
     * @param detoured   true if there may be such calls already
     */
    ConsistentHashAlgorithm(MessageKey key, Supplier<SipHash> hashes, CallMemory detours, Successions successions, boolean detoured) {
        this.key = key;
        this.hashes = hashes;
        this.detours = detours;
        this.successions = successions;
        this.detoured = detoured;
    }

    @Override
    public Node select(SipMessage message, Nodes nodes, Node dead) {
        Node detour = detour(message, nodes);
        if (detour != null) {
            return detour;
        }
        NodeGroup group = nodes.group();
        Node heir = this.successions.heir(dead, nodes);
        if (heir != null || group == null) {
            return heir;
        }
        long hash = this.key.hash(message);
        Node home = group.ring().home(hash);
        boolean begins = CallMemory.begins(message);
        if (!begins && home.isReachable()) {
            return home;
        }
        Node chosen = nodes.choose(RING, hash, message.callIdHash());
        if (begins && chosen != null && chosen != home) {
            this.detours.restart(message, chosen, this.detours.now());
            this.detoured = true;
        }
        return chosen;
    }

    @Override
    public Node moved(SipMessage message, Nodes nodes) {
        if (!this.detoured) {
            return null;
        }
        int now = this.detours.now();
        long entry = this.detours.get(message, now);
        Node node = CallMemory.moved(entry, nodes);
        if (node != null) {
            this.detours.touch(message, entry, now);
        }
        return node;
    }

    @Override
    public void completed(SipMessage response) {
        if (this.detoured) {
            this.detours.completed(response);
        }
    }

    @Override
    public Node selectHttp(String affinity, String session, Nodes nodes, Predicate<Node> usable) {
        String value = affinity == null ? session : affinity;
        if (value == null) {
            return null;
        }
        long hash = MessageKey.hash(value, this.hashes.get());
        Node node = nodes.choose(RING, hash, hash);
        return node != null && usable.test(node) ? node : null;
    }

    @Override
    public void switched(String from, String to, Nodes nodes) {
        this.successions.switched(from, to, nodes);
    }

    @Override
    public void expire() {
        if (this.detoured) {
            this.detours.expire();
        }
    }

    @Override
    public int size() {
        return this.detoured ? this.detours.size() : 0;
    }

    private Node detour(SipMessage message, Nodes nodes) {
        if (!this.detoured) {
            return null;
        }
        int now = this.detours.now();
        long entry = this.detours.get(message, now);
        Node node = entry == 0 ? null : CallMemory.node(entry, nodes);
        if (node == null || !node.isReachable() || CallMemory.isNewCallForDrainingNode(message, entry, node)) {
            return null;
        }
        this.detours.touch(message, entry, now);
        return node;
    }
}
