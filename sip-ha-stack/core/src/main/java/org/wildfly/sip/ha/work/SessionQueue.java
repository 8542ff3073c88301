/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.work;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * All work on one session (messages, timers, takeover, completions of the store), in order, by at most one thread of the pool at a time.
 * <p>
 * A queue starts as that of a Call-ID and becomes that of the application session which the Call-ID turns out to belong to. When two Call-IDs
 * turn out to belong together, one queue is {@linkplain #mergeInto(SessionQueue, Runnable) merged} into the other.
 */
public final class SessionQueue {
    private static final int ITEMS_PER_TURN = 32;

    private final SessionQueues queues;
    private final WorkList work;
    private OutputCommit commit = OutputCommit.IMMEDIATE;

    SessionQueue(SessionQueues queues) {
        this.queues = queues;
        this.work = new WorkList(this, () -> queues.run(this::turn));
    }

    /** The queue whose item the calling thread is handling; null on every other thread. */
    public static SessionQueue current() {
        Turn turn = Turn.current();
        return turn == null ? null : turn.queue();
    }

    /** Whether the calling thread is handling an item of this queue, so that it may touch the queue's sessions. */
    public boolean isCurrent() {
        return current() == this.resolve();
    }

    /**
     * Lets something leave the node when the state that it tells of is stored. On a thread that handles no item it leaves at once.
     *
     * @param output sends a message or starts a timer; must not block
     * @see DroppableOutput
     */
    public static void output(Runnable output) {
        Turn turn = Turn.current();
        if (turn == null) {
            output.run();
        } else {
            turn.outputs().add(output);
        }
    }

    /**
     * Has something done at the end of the item that the calling thread is handling, before its output is committed: to see whether a session has
     * ended by it, say. To be called by an item of a queue.
     */
    public static void atEndOfItem(Runnable ending) {
        Turn.current().endings().add(ending);
    }

    /**
     * Makes the output of the item that the calling thread is handling wait for something more than the queue's own state: for that of another
     * session that the item has changed. Does nothing on a thread that handles no item.
     *
     * @param condition completes in a bounded time
     */
    public static void require(CompletionStage<?> condition) {
        Turn turn = Turn.current();
        if (turn != null) {
            turn.conditions().add(condition);
        }
    }

    /**
     * Asks for a sign that all that was done in this queue until now is stored. From any thread.
     *
     * @return completes on a thread that must not be kept; is cancelled if another node has taken the session over
     */
    public CompletionStage<Void> stored() {
        StoredSign sign = new StoredSign(new CompletableFuture<>());
        this.post(() -> output(sign));
        return sign.stored;
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
        if (this.work.add(item, this.queues.limits().itemsPerSession())) {
            return true;
        }
        this.queues.handled(1);
        return false;
    }

    /** Adds an item that follows from work already admitted (a completion, a timer of the session); never refused. */
    public void post(Runnable item) {
        this.queues.admitAlways();
        this.work.add(item, Integer.MAX_VALUE);
    }

    /** Stops handling items until {@link #resume(Runnable)}; further items wait. To be called by an item of this queue. */
    public void suspend() {
        this.work.suspend();
    }

    /**
     * Ends a suspension; from any thread.
     *
     * @param first an item to be handled before those that are waiting
     */
    public void resume(Runnable first) {
        this.queues.admitAlways();
        this.work.resume(first);
    }

    /**
     * Makes another queue do the work of this one from now on: the continuation, then what waits here, is appended there, and the output that this
     * one holds goes over. To be called by the last statement of an item of this queue, which must not touch any session afterwards.
     *
     * @param target if it was merged into this queue meanwhile, the continuation is this queue's next item
     * @param continuation the rest of the calling item's work; handled by the target
     * @throws IllegalStateException if this queue was merged before
     */
    public void mergeInto(SessionQueue target, Runnable continuation) {
        // One at a time, so that two queues that are merged into each other make no circle
        synchronized (this.queues.merging()) {
            if (this.work.isMerged()) {
                throw new IllegalStateException("merged already");
            }
            Turn turn = Turn.current();
            Turn held = turn != null && turn.queue() == this ? turn.split() : new Turn(this);
            OutputCommit left = this.commit;
            this.commit = OutputCommit.IMMEDIATE;
            this.queues.admitAlways();
            this.work.moveTo(target.work, () -> {
                current().arrive(left, held);
                continuation.run();
            });
        }
    }

    private void arrive(OutputCommit left, Turn held) {
        this.commit = this.commit.absorb(left);
        Turn.current().addAll(held);
    }

    /**
     * Sets what decides when output may leave. To be called by an item of this queue; holds for that item already.
     *
     * @param commit for the rest of the queue's life
     */
    public void setCommit(OutputCommit commit) {
        this.resolve().commit = commit;
    }

    /** What decides when output may leave. To be called by an item of this queue. */
    public OutputCommit getCommit() {
        return this.resolve().commit;
    }

    /** Lets output leave now, in order; a failure of one is reported and does not stop the others. To be called by an {@link OutputCommit}. */
    public void release(List<Runnable> outputs) {
        for (Runnable output : outputs) {
            this.attempt(output);
        }
    }

    /** Has a failure logged that the session's work survives. */
    public void report(Throwable failure) {
        this.queues.failed(failure);
    }

    /** The queue that does the work of this one: itself unless it was merged. */
    public SessionQueue resolve() {
        return this.work.queue();
    }

    WorkList work() {
        return this.work;
    }

    private void turn() {
        for (int i = 0; i < ITEMS_PER_TURN; i++) {
            Runnable item = this.work.next(this.commit.isHolding());
            if (item == null) {
                this.queues.idle(this);
                return;
            }
            this.handle(item);
        }
        this.queues.run(this::turn);
    }

    private void handle(Runnable item) {
        Turn turn = new Turn(this);
        turn.begin();
        try {
            this.attempt(item);
            if (!this.work.isMerged()) {
                turn.conclude(this::attempt);
            }
        } finally {
            turn.end();
            this.queues.handled(1);
        }
        if (!this.work.isMerged()) {
            this.attempt(() -> this.commit.commit(this, turn.outputs(), turn.conditions()));
        } else if (!turn.isEmpty()) {
            this.post(() -> Turn.current().addAll(turn));
        }
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (Throwable failure) { // applications throw what they like; the queue goes on
            this.report(failure);
        }
    }

    /** Is stored when it may leave. */
    private record StoredSign(CompletableFuture<Void> stored) implements DroppableOutput {
        @Override
        public void run() {
            this.stored.complete(null);
        }

        @Override
        public void dropped() {
            this.stored.cancel(false);
        }
    }
}
