/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.health;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How well a node is, by what is seen of it: whether it answers, with what, and what it says of its load. A node that comes back after
 * it was down begins with a new one. For all threads; without locks, and without a look at the clock unless something is wrong.
 */
public final class NodeHealth {
    private static final int WHOLE = 100;

    private final LongSupplier clock;
    private final LongAdder requests = new LongAdder();
    private final LongAdder responses = new LongAdder();
    private final LongAdder finals = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final Overload overload = new Overload();
    /** What it says when it is asked, not in its answers to clients' requests. */
    private final Overload refusal = new Overload();
    private volatile Ejection ejection = Ejection.NONE;
    /** Null when the node has its whole share. */
    private final AtomicReference<Ramp> ramp;
    private volatile long since;

    /**
     * @param clock nanoseconds, as {@link System#nanoTime()}
     * @param ramp  how the node gets its share of calls
     */
    public NodeHealth(LongSupplier clock, Ramp ramp) {
        this.clock = clock;
        this.since = clock.getAsLong();
        this.ramp = new AtomicReference<>(ramp);
    }

    /** Why the node gets no new calls. */
    public Ejection ejection() {
        return this.ejection;
    }

    /** True unless the node is known not to answer. */
    public boolean isAnswering() {
        return this.ejection != Ejection.SILENCE;
    }

    /**
     * True if the share of new calls that the node may have while it is fresh holds a call.
     *
     * @param call a hash of the call, the same for its retransmissions
     */
    public boolean isWarmFor(long call) {
        return this.ramp.get() == null || Long.remainderUnsigned(call >>> 16, WHOLE) < share();
    }

    /** The percentage of its share of new calls that the node may have, as long as it has been there. */
    public int share() {
        Ramp current = this.ramp.get();
        if (current == null) {
            return WHOLE;
        }
        int share = current.share(this.clock.getAsLong() - this.since);
        if (share == WHOLE) {
            this.ramp.compareAndSet(current, null);
        }
        return share;
    }

    /**
     * True if the node has asked not to get a call (RFC 7339, or by a 503).
     *
     * @param call a hash of the call, the same for its retransmissions
     */
    public boolean isOverloadedFor(long call) {
        return (this.overload.isPossible() || this.refusal.isPossible()) && Long.remainderUnsigned(call >>> 24, WHOLE) < overload();
    }

    /** The percentage of new requests that the node wants kept away. */
    public int overload() {
        long now = this.clock.getAsLong();
        return Math.max(this.overload.percent(now), this.refusal.percent(now));
    }

    /** The node has refused a request with a 503: it wants no new ones for some milliseconds (RFC 3261 section 21.5.4). */
    public void refused(int millis) {
        this.refusal.told(WHOLE, millis, Overload.NO_SEQUENCE, this.clock.getAsLong());
    }

    /** A request that must be answered is sent to the node. */
    public void requested() {
        this.requests.increment();
    }

    /**
     * A response of the node has come.
     *
     * @param last  true if it is a final one
     * @param error true if it is one of those that tell against the node
     */
    public void responded(boolean last, boolean error) {
        this.responses.increment();
        if (last) {
            this.finals.increment();
        }
        if (error) {
            this.errors.increment();
        }
    }

    /**
     * The node has said how much is to be kept from it (RFC 7339 section 4).
     *
     * @param percent  of new requests
     * @param validity in milliseconds
     * @param sequence of what the node says, or -1
     */
    public void overloaded(int percent, int validity, long sequence) {
        this.overload.told(percent, validity, sequence, this.clock.getAsLong());
    }

    /** Keeps calls from the node. */
    public void eject(Ejection reason) {
        this.ejection = reason;
    }

    /** Lets the node have calls again, more of them from cycle to cycle. */
    public void readmit(Ramp slowly) {
        this.since = this.clock.getAsLong();
        this.ramp.set(slowly);
        this.ejection = Ejection.NONE;
    }

    /** If the node has a part of its share of calls, it gets the rest in another way. */
    public void ramp(Ramp other) {
        this.ramp.updateAndGet(current -> current == null ? null : other);
    }

    /** How many requests the node should have answered. */
    public long requests() {
        return this.requests.sum();
    }

    /** How many responses the node has given. */
    public long responses() {
        return this.responses.sum();
    }

    /** How many of the node's responses are final. */
    public long finals() {
        return this.finals.sum();
    }

    /** How many of the node's responses tell against it. */
    public long errors() {
        return this.errors.sum();
    }
}
