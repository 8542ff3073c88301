/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.work;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * All work on one session (messages, timers, takeover, completions of the store), in order, by at most one thread of the pool at a time.
 * <p>
 * A queue starts as that of a Call-ID and becomes that of the application session which the Call-ID turns out to belong to. When two Call-IDs
 * turn out to belong together, one queue is {@linkplain #mergeInto(SessionQueue, Runnable) merged} into the other.
 */
public final class SessionQueue {
    private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();
    private static final int ITEMS_PER_TURN = 32;

    private final SessionQueues queues;
    private final Deque<Runnable> items = new ArrayDeque<>();
    private final Set<String> callIds = new HashSet<>(2);
    private OutputCommit commit = OutputCommit.IMMEDIATE;
    private SessionQueue successor;
    private boolean active;
    private boolean suspended;

    SessionQueue(SessionQueues queues) {
        this.queues = queues;
    }

    /** The queue whose item the calling thread is handling; null on every other thread. */
    public static SessionQueue current() {
        Turn turn = CURRENT.get();
        return turn == null ? null : turn.queue;
    }

    /** Whether the calling thread is handling an item of this queue, so that it may touch the queue's sessions. */
    public boolean isCurrent() {
        return current() == this.resolve();
    }

    /**
     * Lets something leave the node when the state that it tells of is stored. On a thread that handles no item it leaves at once.
     *
     * @param output sends a message or starts a timer; must not block
     */
    public static void output(Runnable output) {
        Turn turn = CURRENT.get();
        if (turn == null) {
            output.run();
        } else {
            turn.outputs.add(output);
        }
    }

    /**
     * Makes the output of the item that the calling thread is handling wait for something more than the queue's own state: for that of another
     * session that the item has changed. Does nothing on a thread that handles no item.
     *
     * @param condition completes in a bounded time
     */
    public static void require(CompletionStage<?> condition) {
        Turn turn = CURRENT.get();
        if (turn != null) {
            turn.conditions.add(condition);
        }
    }

    /**
     * Asks for a sign that all that was done in this queue until now is stored. From any thread.
     *
     * @return completes on a thread that must not be kept
     */
    public CompletionStage<Void> stored() {
        CompletableFuture<Void> stored = new CompletableFuture<>();
        this.post(() -> output(() -> stored.complete(null)));
        return stored;
    }

    /**
     * Adds an item of work from outside.
     *
     * @return false if the queue or the node is full; the item is not run then
     */
    public boolean offer(Runnable item) {
        if (!this.queues.admit()) {
            return false;
        }
        if (this.add(item, false)) {
            return true;
        }
        this.queues.handled(1);
        return false;
    }

    /** Adds an item that follows from work already admitted (a completion, a timer of the session); never refused. */
    public void post(Runnable item) {
        this.queues.admitAlways();
        this.add(item, true);
    }

    /** Stops handling items until {@link #resume(Runnable)}; further items wait. To be called by an item of this queue. */
    public void suspend() {
        synchronized (this) {
            this.suspended = true;
        }
    }

    /**
     * Ends a suspension; from any thread.
     *
     * @param first an item to be handled before those that are waiting
     */
    public void resume(Runnable first) {
        this.queues.admitAlways();
        synchronized (this) {
            this.suspended = false;
            this.items.addFirst(first);
            this.activate();
        }
    }

    /**
     * Makes another queue do the work of this one from now on: the continuation, then what waits here, is appended there. To be called by the
     * last statement of an item of this queue, which must not touch any session afterwards.
     *
     * @param target a queue other than this
     * @param continuation the rest of the calling item's work; handled by the target
     */
    public void mergeInto(SessionQueue target, Runnable continuation) {
        List<Runnable> waiting = new ArrayList<>();
        waiting.add(continuation);
        this.queues.admitAlways();
        SessionQueue into = target.resolve();
        synchronized (this) {
            this.successor = into;
            waiting.addAll(this.items);
            this.items.clear();
        }
        waiting.forEach(item -> into.add(item, true));
        this.queues.rename(this, into);
    }

    /**
     * Sets what decides when output may leave. To be called by an item of this queue; holds for that item already.
     *
     * @param commit for the rest of the queue's life
     */
    public void setCommit(OutputCommit commit) {
        this.commit = commit;
    }

    /** What decides when output may leave. To be called by an item of this queue. */
    public OutputCommit getCommit() {
        return this.commit;
    }

    /** Has a failure logged that the session's work survives. */
    public void report(Throwable failure) {
        this.queues.failed(failure);
    }

    /** The queue that does the work of this one: itself unless it was merged. */
    public SessionQueue resolve() {
        SessionQueue queue = this;
        for (SessionQueue next = queue.successor(); next != null; next = queue.successor()) {
            queue = next;
        }
        return queue;
    }

    synchronized boolean isIdle() {
        return !this.active && this.items.isEmpty() && !this.suspended;
    }

    synchronized void name(String callId) {
        this.callIds.add(callId);
    }

    synchronized void unname(String callId) {
        this.callIds.remove(callId);
    }

    synchronized List<String> callIds() {
        return List.copyOf(this.callIds);
    }

    private synchronized SessionQueue successor() {
        return this.successor;
    }

    private boolean add(Runnable item, boolean always) {
        SessionQueue queue = this;
        while (true) {
            synchronized (queue) {
                if (queue.successor == null) {
                    if (!always && queue.items.size() >= this.queues.limits().itemsPerSession()) {
                        return false;
                    }
                    queue.items.addLast(item);
                    queue.activate();
                    return true;
                }
            }
            queue = queue.resolve();
        }
    }

    private void activate() {
        if (!this.active && !this.suspended && !this.items.isEmpty()) {
            this.active = true;
            this.queues.run(this::turn);
        }
    }

    private void turn() {
        for (int i = 0; i < ITEMS_PER_TURN; i++) {
            Runnable item = this.next();
            if (item == null) {
                this.queues.idle(this);
                return;
            }
            this.handle(item);
        }
        this.queues.run(this::turn);
    }

    private synchronized Runnable next() {
        Runnable item = this.suspended || this.successor != null ? null : this.items.pollFirst();
        this.active = item != null;
        return item;
    }

    private void handle(Runnable item) {
        Turn turn = new Turn(this);
        CURRENT.set(turn);
        try {
            item.run();
        } catch (RuntimeException | Error failure) {
            this.queues.failed(failure);
        } finally {
            CURRENT.remove();
            this.queues.handled(1);
        }
        SessionQueue owner = this.resolve();
        if (owner == this) {
            this.commit(turn);
        } else if (!turn.outputs.isEmpty()) {
            owner.post(() -> {
                turn.outputs.forEach(SessionQueue::output);
                turn.conditions.forEach(SessionQueue::require);
            });
        }
    }

    private void commit(Turn turn) {
        try {
            this.commit.commit(this, turn.outputs, turn.conditions);
        } catch (RuntimeException failure) {
            this.queues.failed(failure);
        }
    }

    private static final class Turn {
        private final SessionQueue queue;
        private final List<Runnable> outputs = new ArrayList<>(4);
        private final List<CompletionStage<?>> conditions = new ArrayList<>(0);

        Turn(SessionQueue queue) {
            this.queue = queue;
        }
    }
}
