/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

import java.util.List;
import java.util.function.Predicate;

/**
 * What is known about a host of a SIP URI. Immutable.
 */
public final class Targets {
    /** It is being looked up: who has asked goes on when it is known. */
    static final Targets PENDING = new Targets(List.of());
    /** Nothing, because the host is not known or too much is being looked up. */
    static final Targets NONE = new Targets(List.of());
    /** How much more often one with the lowest weight is taken than one without any (RFC 2782). */
    private static final int WEIGHT = 100;

    private final List<Target> all;

    Targets(List<Target> all) {
        this.all = List.copyOf(all);
    }

    /** True if who has asked goes on later. */
    public boolean isPending() {
        return this == PENDING;
    }

    /**
     * The place to which a request goes: of the lowest priority, by weight. The same for all requests with the same hash, as a stateless
     * proxy needs it (RFC 3263 section 4.4).
     *
     * @param usable true for places that can be sent to
     * @return null if there is none
     */
    public Target select(long hash, Predicate<Target> usable) {
        List<Target> possible = this.all.stream().filter(usable).toList();
        int first = possible.stream().mapToInt(Target::priority).min().orElse(0);
        List<Target> equal = possible.stream().filter(target -> target.priority() == first).toList();
        long total = equal.stream().mapToLong(Targets::share).sum();
        long rest = total == 0 ? 0 : Long.remainderUnsigned(hash, total);
        for (Target target : equal) {
            rest -= share(target);
            if (rest < 0) {
                return target;
            }
        }
        return null;
    }

    private static long share(Target target) {
        return target.weight() == 0 ? 1 : (long) target.weight() * WEIGHT;
    }
}
