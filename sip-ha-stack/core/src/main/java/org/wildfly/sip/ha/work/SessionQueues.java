/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.work;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The queues of a node, found by Call-ID; hands their work to one shared pool and keeps the amount of waiting work bounded. */
public final class SessionQueues {
    private final ConcurrentHashMap<String, Binding> bindings = new ConcurrentHashMap<>();
    private final Object merging = new Object();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Executor pool;
    private final Limits limits;
    private final Consumer<Throwable> failures;

    /**
     * How much work may wait.
     *
     * @param itemsPerSession items waiting in one queue
     * @param itemsPerNode items waiting in all queues
     */
    public record Limits(int itemsPerSession, int itemsPerNode) {
        /** Room for a burst of some seconds of a busy node. */
        public static final Limits DEFAULT = new Limits(256, 50_000);
    }

    /**
     * @param pool runs the queues' turns, never in the thread that hands one in; a bounded number of threads that the caller owns. It refuses no turn
     *            while it is open: there is at most one of each queue at a time
     * @param failures told of what an item throws
     */
    public SessionQueues(Executor pool, Limits limits, Consumer<Throwable> failures) {
        this.pool = pool;
        this.limits = limits;
        this.failures = failures;
    }

    /** A queue without a Call-ID, for a session that the node itself begins. */
    public SessionQueue create() {
        return new SessionQueue(this);
    }

    /**
     * Adds an item to the queue of a Call-ID; makes a queue if there is none, which lasts until it is empty or, if bound, unbound.
     *
     * @return false if there is too much work waiting; the item is not run then
     */
    public boolean offer(String callId, Runnable item) {
        boolean[] accepted = new boolean[1];
        this.bindings.compute(callId, (key, found) -> {
            Binding binding = found == null ? new Binding(new SessionQueue(this)) : found;
            accepted[0] = binding.queue().offer(item);
            return found != null || binding.queue().work().lend(key) ? binding : null;
        });
        return accepted[0];
    }

    /** Adds an item that follows from work already admitted (such as a timer) to the queue of a Call-ID; never refused. */
    public void post(String callId, Runnable item) {
        this.bindings.compute(callId, (key, found) -> {
            Binding binding = found == null ? new Binding(new SessionQueue(this)) : found;
            binding.queue().post(item);
            return found != null || binding.queue().work().lend(key) ? binding : null;
        });
    }

    /**
     * Makes a Call-ID use a queue until it is unbound as often as it was bound. A Call-ID that has another queue keeps that one.
     *
     * @return the queue that the Call-ID uses
     */
    public SessionQueue bind(String callId, SessionQueue queue) {
        return this.bindings.compute(callId, (key, found) -> {
            Binding binding = found == null ? new Binding(queue) : found;
            binding.pins++;
            binding.queue().work().keep(key);
            return binding;
        }).queue();
    }

    /**
     * Lets something leave the node when the state of its Call-ID's session is stored, from whatever thread: if the calling thread works on
     * another queue, or on none, it goes through that session's queue.
     *
     * @param callId null if it belongs to no session
     * @param output sends a message or starts a timer; must not block
     */
    public void output(String callId, Runnable output) {
        Binding binding = callId == null ? null : this.bindings.get(callId);
        if (binding == null || binding.queue().isCurrent()) {
            SessionQueue.output(output);
        } else {
            this.post(callId, () -> SessionQueue.output(output));
        }
    }

    /** Has work on a Call-ID's session done by its queue: at once if the calling thread handles an item of it. */
    public void execute(String callId, Runnable work) {
        Binding binding = this.bindings.get(callId);
        if (binding != null && binding.queue().isCurrent()) {
            work.run();
        } else {
            this.post(callId, work);
        }
    }

    /** Undoes one {@link #bind(String, SessionQueue)}. */
    public void unbind(String callId) {
        this.bindings.computeIfPresent(callId, (key, binding) -> {
            binding.pins = Math.max(0, binding.pins - 1);
            return binding.pins > 0 || binding.queue().work().lend(key) ? binding : null;
        });
    }

    /** The number of Call-IDs that have a queue; for metrics and tests. */
    public int size() {
        return this.bindings.size();
    }

    /** The number of items that wait or are being handled; for metrics and tests. */
    public int waiting() {
        return this.waiting.get();
    }

    /** Locked by whoever merges queues. */
    Object merging() {
        return this.merging;
    }

    Limits limits() {
        return this.limits;
    }

    boolean admit() {
        if (this.waiting.incrementAndGet() <= this.limits.itemsPerNode()) {
            return true;
        }
        this.waiting.decrementAndGet();
        return false;
    }

    void admitAlways() {
        this.waiting.incrementAndGet();
    }

    void handled(int items) {
        this.waiting.addAndGet(-items);
    }

    void run(Runnable turn) {
        this.pool.execute(turn);
    }

    void failed(Throwable failure) {
        this.failures.accept(failure);
    }

    /** A queue has come to the end of its work: the Call-IDs that nobody has bound to it are forgotten. */
    void idle(SessionQueue queue) {
        for (String callId : queue.work().lent()) {
            this.bindings.computeIfPresent(callId, (key, binding) -> binding.isForgottenBy(queue, key) ? null : binding);
        }
    }

    /** A Call-ID's queue; changed only inside the map's atomic operations. */
    private static final class Binding {
        private final SessionQueue queue;
        private int pins;

        Binding(SessionQueue queue) {
            this.queue = queue.resolve();
        }

        SessionQueue queue() {
            return this.queue.resolve();
        }

        boolean isForgottenBy(SessionQueue idle, String callId) {
            return this.pins == 0 && this.queue() == idle && idle.work().giveBack(callId);
        }
    }
}
