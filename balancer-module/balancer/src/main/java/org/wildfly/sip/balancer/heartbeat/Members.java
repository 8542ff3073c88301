/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.wildfly.sip.heartbeat.NodeDescription;

/**
 * The nodes that somebody tells of, a bounded number, and who tells of which. Guarded by the lock of its {@link Membership}.
 */
final class Members {
    private static final int MAX_MEMBERS = 1024;

    private final List<Member> all = new ArrayList<>();
    private final Map<Key, Member> claimed = new HashMap<>();

    /** All of now, to go through while they change. */
    List<Member> all() {
        return List.copyOf(this.all);
    }

    /** The node that a source calls so, or null. */
    Member get(Source source, String name) {
        return this.claimed.get(new Key(source, name));
    }

    /** What a source tells of: the node that it calls so, or one with an address of it, or a new one; null if there are too many. */
    Member of(Source source, NodeDescription node) {
        Member known = get(source, node.name());
        if (known != null) {
            return known;
        }
        Member member = this.all.stream().filter(each -> !each.claims().containsKey(source) && each.overlaps(node)).findFirst()
                .orElse(null);
        if (member == null) {
            if (this.all.size() >= MAX_MEMBERS) {
                return null;
            }
            member = new Member();
            this.all.add(member);
        }
        this.claimed.put(new Key(source, node.name()), member);
        return member;
    }

    /** What a source says of a node is over. */
    void drop(Member member, Source source) {
        this.claimed.remove(new Key(source, member.claims().remove(source).node().name()));
    }

    /** Nobody tells of a node any more. */
    void remove(Member member) {
        this.all.remove(member);
    }

    private record Key(Source source, String name) {
    }
}
