/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
     * The places to which a request may go, in the order in which they are to be tried: by priority and weight (RFC 2782). The same for
     * all requests with the same hash, as a stateless proxy needs it (RFC 3263 section 4.4).
     *
     * @param usable true for places that can be sent to
     */
    List<Place> order(long hash, Predicate<Place> usable) {
        Map<Integer, List<Usable>> byPriority = this.all.stream().map(target -> Usable.of(target, hash, usable))
                .filter(each -> !each.places.isEmpty())
                .collect(Collectors.groupingBy(each -> each.target.priority(), TreeMap::new, Collectors.toList()));
        List<Place> ordered = new ArrayList<>();
        long mixed = hash;
        for (List<Usable> equal : byPriority.values()) {
            while (!equal.isEmpty()) {
                ordered.addAll(take(equal, mixed).places);
                mixed = mix(mixed);
            }
        }
        return ordered;
    }

    /** Takes one out, by weight. */
    private static Usable take(List<Usable> equal, long hash) {
        long rest = Long.remainderUnsigned(hash, equal.stream().mapToLong(each -> share(each.target)).sum());
        int i = 0;
        while (rest >= share(equal.get(i).target)) {
            rest -= share(equal.get(i++).target);
        }
        return equal.remove(i);
    }

    private static long share(Target target) {
        return target.weight() == 0 ? 1 : (long) target.weight() * WEIGHT;
    }

    private static long mix(long hash) {
        long mixed = (hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L;
        return mixed ^ mixed >>> 29;
    }

    /** A target with those of its places that can be sent to: of IPv4 first, those of one family in an order that differs between calls. */
    private record Usable(Target target, List<Place> places) {
        static Usable of(Target target, long hash, Predicate<Place> usable) {
            List<Place> places = new ArrayList<>();
            for (boolean v4 : new boolean[]{true, false}) {
                List<Place> ofFamily = target.addresses().stream().filter(address -> isV4(address) == v4)
                        .map(address -> new Place(target.transport(), address)).filter(usable)
                        .collect(Collectors.toCollection(ArrayList::new));
                Collections.rotate(ofFamily, ofFamily.isEmpty() ? 0 : (int) Long.remainderUnsigned(mix(hash), ofFamily.size()));
                places.addAll(ofFamily);
            }
            return new Usable(target, places);
        }

        private static boolean isV4(InetSocketAddress address) {
            return address.getAddress() instanceof Inet4Address;
        }
    }
}
