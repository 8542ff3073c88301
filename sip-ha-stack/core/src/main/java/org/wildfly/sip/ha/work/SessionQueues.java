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
     * @param pool runs the queues' turns; a bounded number of threads that the caller owns
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
            Binding binding = found == null ? new Binding(key, new SessionQueue(this)) : found;
            accepted[0] = binding.queue.offer(item);
            return accepted[0] || found != null ? binding : null;
        });
        return accepted[0];
    }

    /** Adds an item that follows from work already admitted (such as a timer) to the queue of a Call-ID; never refused. */
    public void post(String callId, Runnable item) {
        this.bindings.compute(callId, (key, found) -> {
            Binding binding = found == null ? new Binding(key, new SessionQueue(this)) : found;
            binding.queue.post(item);
            return binding;
        });
    }

    /**
     * Makes a Call-ID use a queue until it is unbound as often as it was bound. A Call-ID that has another queue keeps that one.
     *
     * @return the queue that the Call-ID uses
     */
    public SessionQueue bind(String callId, SessionQueue queue) {
        return this.bindings.compute(callId, (key, found) -> {
            Binding binding = found == null ? new Binding(key, queue.resolve()) : found;
            binding.pins++;
            return binding;
        }).queue;
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
        if (binding == null || binding.queue.isCurrent()) {
            SessionQueue.output(output);
        } else {
            this.post(callId, () -> SessionQueue.output(output));
        }
    }

    /** Has work on a Call-ID's session done by its queue: at once if the calling thread handles an item of it. */
    public void execute(String callId, Runnable work) {
        Binding binding = this.bindings.get(callId);
        if (binding != null && binding.queue.isCurrent()) {
            work.run();
        } else {
            this.post(callId, work);
        }
    }

    /** Undoes one {@link #bind(String, SessionQueue)}. */
    public void unbind(String callId) {
        this.bindings.computeIfPresent(callId, (key, binding) -> {
            binding.pins--;
            return binding.isUsed() ? binding : binding.forget();
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

    void idle(SessionQueue queue) {
        for (String callId : queue.callIds()) {
            this.bindings.computeIfPresent(callId,
                    (key, binding) -> binding.queue != queue || binding.isUsed() ? binding : binding.forget());
        }
    }

    void rename(SessionQueue from, SessionQueue into) {
        for (String callId : from.callIds()) {
            this.bindings.computeIfPresent(callId, (key, binding) -> binding.queue == from ? binding.move(into) : binding);
        }
    }

    /** A Call-ID's queue; touched only inside the map's atomic operations. */
    private static final class Binding {
        private final String callId;
        private SessionQueue queue;
        private int pins;

        Binding(String callId, SessionQueue queue) {
            this.callId = callId;
            this.queue = queue;
            queue.name(callId);
        }

        boolean isUsed() {
            return this.pins > 0 || !this.queue.isIdle();
        }

        Binding forget() {
            this.queue.unname(this.callId);
            return null;
        }

        Binding move(SessionQueue into) {
            this.queue.unname(this.callId);
            this.queue = into;
            into.name(this.callId);
            return this;
        }
    }
}
