/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

import java.net.InetAddress;
import java.util.function.Supplier;

/**
 * The door for announcements that prove nothing but where they come from: checks them and hands them to the membership. For any thread.
 */
public final class Announcements {

    /** What has become of an announcement. */
    public enum Outcome {
        /** The node is known. */
        TAKEN,
        /** The source must not announce that node. */
        REFUSED,
        /** There are too many nodes. */
        FULL
    }

    private static final int MAX_ROUTE = 255;
    private static final String CURE = "; see heartbeatAllowedAddresses in lb.properties";

    private final Supplier<AnnouncementRules> rules;
    private final Membership membership;
    private final Refusals refusals;
    private final Switchover switchover;

    /**
     * @param rules      those of now
     * @param switchover told when a node takes over from another
     */
    public Announcements(Supplier<AnnouncementRules> rules, Membership membership, Refusals refusals, Switchover switchover) {
        this.rules = rules;
        this.membership = membership;
        this.refusals = refusals;
        this.switchover = switchover;
    }

    /** True if an address may announce nodes. */
    public boolean isAllowed(InetAddress peer) {
        return this.rules.get().allows(peer, false);
    }

    /** True if an address that may announce nodes may announce this one. */
    public boolean isAllowed(InetAddress peer, AnnouncedNode announced) {
        return this.rules.get().allows(peer, false, announced.node());
    }

    /** True if an address may announce nodes; counted and told if it may not. */
    public boolean admits(Source source, InetAddress peer) {
        boolean allowed = isAllowed(peer);
        if (!allowed) {
            this.refusals.refused(source, peer, "nodes are not taken from there" + CURE);
        }
        return allowed;
    }

    /** A node is announced from an address. */
    public Outcome announce(Source source, InetAddress peer, AnnouncedNode announced) {
        if (!admits(source, peer)) {
            return Outcome.REFUSED;
        }
        if (!isAllowed(peer, announced)) {
            this.refusals.refused(source, peer, "it announces an address that is not its own" + CURE);
            return Outcome.REFUSED;
        }
        if (!this.membership.announce(source, announced.node(), announced.state())) {
            this.refusals.refused(source, peer, "there are too many nodes");
            return Outcome.FULL;
        }
        return Outcome.TAKEN;
    }

    /** A node says goodbye, from an address that might have announced it. */
    public Outcome leave(Source source, InetAddress peer, AnnouncedNode announced) {
        if (!admits(source, peer)) {
            return Outcome.REFUSED;
        }
        if (!isAllowed(peer, announced)) {
            this.refusals.refused(source, peer, "it removes a node that is not its own" + CURE);
            return Outcome.REFUSED;
        }
        this.membership.leave(source, announced.node().name());
        return Outcome.TAKEN;
    }

    /**
     * What has gone to the node of one route name goes to that of another.
     *
     * @throws MalformedAnnouncementException if a name is missing or no route name
     */
    public Outcome switchover(Source source, InetAddress peer, String fromJvmRoute, String toJvmRoute)
            throws MalformedAnnouncementException {
        if (!isRoute(fromJvmRoute) || !isRoute(toJvmRoute)) {
            throw new MalformedAnnouncementException("a route name is missing or is none");
        }
        if (!admits(source, peer)) {
            return Outcome.REFUSED;
        }
        this.switchover.switchover(fromJvmRoute, toJvmRoute);
        return Outcome.TAKEN;
    }

    private static boolean isRoute(String name) {
        return name != null && !name.isEmpty() && name.length() <= MAX_ROUTE && name.chars().noneMatch(Character::isISOControl);
    }

    /** Counts and tells an announcement that cannot be read. */
    public void malformed(Source source, InetAddress peer, MalformedAnnouncementException problem) {
        this.refusals.refused(source, peer, "the announcement cannot be read: " + problem.getMessage());
    }
}
