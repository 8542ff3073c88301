/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.util.function.Predicate;

import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * Remembers the node of each call: later messages go to the node of the first. What differs is where calls go at first, and when their
 * node has died: the placement.
 */
final class AffinityAlgorithm implements BalancerAlgorithm {
    private final CallMemory calls;
    private final Placement placement;
    private final Successions successions;

    AffinityAlgorithm(CallMemory calls, Placement placement, Successions successions) {
        this.calls = calls;
        this.placement = placement;
        this.successions = successions;
    }

    @Override
    public Node select(SipMessage message, Nodes nodes, Node dead) {
        int now = this.calls.now();
        long entry = this.calls.get(message, now);
        if (entry == 0) {
            return CallMemory.begins(message) ? first(message, nodes, now) : moved(message, nodes, dead, 0, now);
        }
        Node node = CallMemory.node(entry, nodes);
        if (node == null || !node.isReachable()) {
            return moved(message, nodes, node == null ? dead : node, entry, now);
        }
        if (CallMemory.isNewCallForDrainingNode(message, entry, node)) {
            Node other = this.placement.first(message, nodes);
            if (other != null) {
                this.calls.restart(message, other, now);
            }
            return other;
        }
        this.calls.touch(message, entry, now);
        return node;
    }

    @Override
    public Node moved(SipMessage message, Nodes nodes) {
        int now = this.calls.now();
        long entry = this.calls.get(message, now);
        Node node = CallMemory.moved(entry, nodes);
        if (node != null) {
            this.calls.touch(message, entry, now);
        }
        return node;
    }

    @Override
    public void assigned(SipMessage message, Node node, boolean moved) {
        int now = this.calls.now();
        this.calls.assigned(message, this.calls.get(message, now), node, moved, now);
    }

    @Override
    public Node follow(SipMessage message, Nodes nodes, Node named) {
        int now = this.calls.now();
        long entry = this.calls.get(message, now);
        Node node = CallMemory.moved(entry, nodes);
        if (node == null) {
            this.calls.assigned(message, entry, named, false, now);
            return named;
        }
        this.calls.touch(message, entry, now);
        return node;
    }

    @Override
    public void sending(SipMessage request, Node node) {
        this.placement.sending(request, node);
    }

    @Override
    public void completed(SipMessage response) {
        this.calls.completed(response);
        this.placement.completed(response);
    }

    @Override
    public Node selectHttp(String affinity, String session, Nodes nodes, Predicate<Node> usable) {
        return this.placement.http(affinity, session, nodes, usable);
    }

    @Override
    public void switched(String from, String to, Nodes nodes) {
        Node left = Successions.byRoute(from, nodes);
        Node heir = this.successions.switched(from, to, nodes);
        if (heir != null) {
            this.calls.switched(left, heir);
            this.placement.switched(left, heir);
        }
    }

    @Override
    public void expire() {
        this.calls.expire();
        this.placement.expire();
    }

    @Override
    public int size() {
        return this.calls.size();
    }

    private Node first(SipMessage message, Nodes nodes, int now) {
        Node node = this.placement.first(message, nodes);
        return node == null ? null : this.calls.begin(message, node, nodes, now);
    }

    private Node moved(SipMessage message, Nodes nodes, Node dead, long entry, int now) {
        Nodes preferring = dead == null ? nodes : nodes.preferring(dead.description().version());
        Node heir = this.successions.heir(dead, nodes);
        Node survivor = heir == null ? this.placement.survivor(message, preferring, dead) : heir;
        if (survivor != null) {
            this.calls.move(message, survivor, entry, now);
        }
        return survivor;
    }
}
