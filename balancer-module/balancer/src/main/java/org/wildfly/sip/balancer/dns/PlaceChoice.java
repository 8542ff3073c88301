/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Chooses the place to which a request to a host goes: the same for all requests of a call, without remembering calls, but for those whose
 * place could not be reached (RFC 3263 sections 4.3 and 4.4). Bounded; for any thread.
 */
public final class PlaceChoice {
    private static final int MAX_FAILED = 1024;
    private static final int MAX_DETOURS = 16_384;
    private static final long FAILED = TimeUnit.SECONDS.toNanos(30);
    /** As long as a place is left alone that fails again and again. */
    private static final long FAILED_AT_MOST = TimeUnit.MINUTES.toNanos(8);
    private static final long FAILURE_KNOWN = TimeUnit.HOURS.toNanos(1);
    /** Longer than a transaction lasts (timer C, RFC 3261 section 16.6). */
    private static final long DETOUR = TimeUnit.SECONDS.toNanos(200);

    private final LongSupplier clock;
    private final Map<Place, Failure> failed = new ConcurrentHashMap<>();
    private final Map<Call, Detour> detours = new ConcurrentHashMap<>();

    /**
     * @param clock in nanoseconds, as {@link System#nanoTime()}
     */
    public PlaceChoice(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * The place for a request.
     *
     * @param call     a hash, the same for all requests of a call
     * @param usable   true for places that can be sent to
     * @param follows  true for ACK and CANCEL, which go where their INVITE went, whatever has become of that place
     * @param repeated true if the request could not be sent to another place
     * @return null if there is none
     */
    public Place choose(TargetQuery query, Targets targets, long call, Predicate<Place> usable, boolean follows, boolean repeated) {
        List<Place> order = targets.order(call, usable);
        if (order.isEmpty()) {
            return null;
        }
        Place first = order.get(0);
        Detour detour = this.detours.isEmpty() ? null : this.detours.get(new Call(call, query));
        if (detour != null && order.contains(detour.place) && (follows || !hasFailed(detour.place))) {
            return remember(query, call, detour.place);
        }
        if (follows && !repeated || this.failed.isEmpty()) {
            return first;
        }
        for (Place place : order) {
            if (!hasFailed(place)) {
                return place == first ? first : remember(query, call, place);
            }
        }
        return repeated ? null : first;
    }

    /** True if there is more than one place for the requests of a call. */
    public static boolean isChoice(Targets targets, Predicate<Place> usable) {
        return targets.order(0, usable).size() > 1;
    }

    private Place remember(TargetQuery query, long call, Place place) {
        if (this.detours.size() < MAX_DETOURS) {
            this.detours.put(new Call(call, query), new Detour(place, this.clock.getAsLong() + DETOUR));
        }
        return place;
    }

    /** A place could not be reached: for a while others are taken, if there are any; for twice as long if it was so before. */
    public void failed(Place place) {
        long now = this.clock.getAsLong();
        if (this.failed.size() >= MAX_FAILED) {
            this.failed.values().removeIf(failure -> failure.until - now <= 0);
        }
        if (this.failed.size() < MAX_FAILED) {
            this.failed.compute(place, (key, before) -> {
                if (before != null && before.until - now > 0) {
                    return before;
                }
                long pause = before == null ? FAILED : Math.min(2 * before.pause, FAILED_AT_MOST);
                return new Failure(pause, now + pause);
            });
        }
    }

    /** True if a place could not be reached lately. */
    public boolean hasFailed(Place place) {
        Failure failure = this.failed.isEmpty() ? null : this.failed.get(place);
        return failure != null && failure.until - this.clock.getAsLong() > 0;
    }

    /** Forgets what is over. Called every few seconds. */
    public void expire() {
        long now = this.clock.getAsLong();
        this.failed.values().removeIf(failure -> failure.until + FAILURE_KNOWN - now <= 0);
        this.detours.values().removeIf(detour -> detour.until - now <= 0);
    }

    private record Call(long hash, TargetQuery query) {
    }

    private record Failure(long pause, long until) {
    }

    private record Detour(Place place, long until) {
    }
}
