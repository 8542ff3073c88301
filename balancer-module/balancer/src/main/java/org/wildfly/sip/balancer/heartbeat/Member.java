/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * A node and all that is said of it. Guarded by the lock of its {@link Membership}.
 */
final class Member {
    private static final long UNKNOWN = -1;

    private final Map<Source, Claim> claims = new EnumMap<>(Source.class);
    /** Where the registry knows it; null as long as it does not. */
    private NodeDescription published;
    private NodeState publishedState = NodeState.DOWN;
    /** What announced it is gone, and only the configuration still names it. */
    private boolean lost;
    /** It does not answer probes. */
    private boolean silent;
    /** It is one of those that are asked because they are configured. */
    private boolean probed;
    /** How many messages had come from it when it was looked at; negative if it has not been since its last announcement. */
    private long messages = UNKNOWN;

    Map<Source, Claim> claims() {
        return this.claims;
    }

    NodeDescription published() {
        return this.published;
    }

    NodeState publishedState() {
        return this.publishedState;
    }

    void publish(NodeDescription description, NodeState state) {
        this.published = description;
        this.publishedState = state;
    }

    boolean isLost() {
        return this.lost;
    }

    void lost(boolean lost) {
        this.lost = lost;
    }

    void silent(boolean silent) {
        this.silent = silent;
    }

    void probed() {
        this.probed = true;
    }

    /**
     * True if it is to be asked whether it is alive.
     *
     * @param fixed     true if the nodes that are configured are
     * @param announced true if those that announce themselves are
     */
    boolean isProbed(boolean fixed, boolean announced) {
        return fixed && this.probed || announced && this.claims.keySet().stream().anyMatch(source -> source != Source.FIXED);
    }

    void announced() {
        this.messages = UNKNOWN;
    }

    /** Its announcements are late: from now on its messages matter. */
    void watch(ToLongFunction<String> messagesOf) {
        if (this.messages == UNKNOWN && this.published != null) {
            this.messages = messagesOf.applyAsLong(this.published.name());
        }
    }

    /** True if it has sent messages since it is watched, or was asked this the last time. */
    boolean isTalking(ToLongFunction<String> messagesOf) {
        long before = this.messages;
        this.messages = this.published == null ? UNKNOWN : messagesOf.applyAsLong(this.published.name());
        return before != UNKNOWN && this.messages > before;
    }

    /** What follows from all claims: DRAINING if one says so, DOWN if there is none or nobody answers. */
    NodeState state() {
        if (this.claims.isEmpty() || this.lost || this.silent) {
            return NodeState.DOWN;
        }
        return this.claims.values().stream().anyMatch(claim -> claim.state() == NodeState.DRAINING) ? NodeState.DRAINING : NodeState.UP;
    }

    /** True if one of the descriptions has an address of the given one. */
    boolean overlaps(NodeDescription node) {
        return this.claims.values().stream().anyMatch(claim -> claim.node().name().equals(node.name()) || share(claim.node(), node));
    }

    private static boolean share(NodeDescription one, NodeDescription other) {
        return one.addresses().entrySet().stream().anyMatch(entry -> entry.getValue().equals(other.addresses().get(entry.getKey())));
    }

    /** What the first source says, completed by what the others know; only if there is a claim. */
    NodeDescription description() {
        Collection<Claim> all = this.claims.values();
        NodeDescription first = all.iterator().next().node();
        if (all.size() == 1) {
            return first;
        }
        Map<Transport, InetSocketAddress> addresses = new EnumMap<>(Transport.class);
        all.forEach(claim -> claim.node().addresses().forEach(addresses::putIfAbsent));
        String jvmRoute = all.stream().map(claim -> claim.node().jvmRoute()).filter(route -> route != null).findFirst().orElse(null);
        return new NodeDescription(first.name(), first.version(), addresses, jvmRoute, port(all, NodeDescription::httpPort),
                port(all, NodeDescription::httpsPort));
    }

    private static OptionalInt port(Collection<Claim> claims, Function<NodeDescription, OptionalInt> port) {
        return claims.stream().map(claim -> port.apply(claim.node())).filter(OptionalInt::isPresent).findFirst()
                .orElse(OptionalInt.empty());
    }
}
