/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.drain;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.Drain;
import org.wildfly.sip.ha.replication.ReplicationContext.Alarm;

/** The drain of a node or of an application. Safe for use by many threads; nothing in it waits. */
public final class SessionDrain implements Drain {
    /** How long balancers may take to acknowledge before new dialogs are refused all the same. */
    private static final Duration ANNOUNCEMENT = Duration.ofSeconds(1);
    /** Sessions that end together are counted together. */
    private static final Duration SETTLE = Duration.ofMillis(20);

    /** What a drain needs to know of that which it drains. */
    public interface Subject {
        /** Its name in the log. */
        String name();

        /** What is left whose end the drain waits for. */
        int remaining();

        /** Tells the balancers that nothing new is wanted. Completes when they know. */
        default CompletionStage<Void> withdraw() {
            return CompletableFuture.completedStage(null);
        }

        /** Tells the balancers that everything is wanted again. */
        default void offer() {
        }

        /** Makes a subject of its parts. */
        static Subject of(String name, IntSupplier remaining, Supplier<CompletionStage<Void>> withdraw, Runnable offer) {
            return new Subject() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public int remaining() {
                    return remaining.getAsInt();
                }

                @Override
                public CompletionStage<Void> withdraw() {
                    return withdraw.get();
                }

                @Override
                public void offer() {
                    offer.run();
                }
            };
        }
    }

    private final Subject subject;
    private final Alarm alarm;
    private final AtomicBoolean checking = new AtomicBoolean();
    private volatile State state = State.RUNNING;
    private volatile boolean refusing;
    private CompletableFuture<Boolean> completion;
    private Runnable deadline = () -> {
    };
    private long started;

    /** @param alarm of the node */
    public SessionDrain(Subject subject, Alarm alarm) {
        this.subject = subject;
        this.alarm = alarm;
    }

    /** Whether what is new is to be refused: the balancers know of the drain, or had the time to. */
    public boolean isRefusing() {
        return this.refusing;
    }

    /** A session has ended; if it was the last one the drain is over. */
    public void sessionEnded() {
        if (this.refusing && this.state == State.DRAINING && this.checking.compareAndSet(false, true)) {
            this.alarm.after(SETTLE, () -> {
                this.checking.set(false);
                this.check();
            });
        }
    }

    @Override
    public State state() {
        return this.state;
    }

    @Override
    public int remaining() {
        return this.subject.remaining();
    }

    @Override
    public CompletionStage<Boolean> start(long timeToWait) {
        CompletableFuture<Boolean> result;
        synchronized (this) {
            if (this.state == State.DRAINING) {
                this.limit(timeToWait);
                return this.completion;
            }
            this.state = State.DRAINING;
            this.started = System.nanoTime();
            this.completion = new CompletableFuture<>();
            result = this.completion;
            this.limit(timeToWait);
        }
        ContainerLogger.LOGGER.drainStarted(this.subject.name(), this.subject.remaining(), timeToWait);
        Runnable late = this.alarm.after(ANNOUNCEMENT, () -> this.refuse(result));
        this.subject.withdraw().whenComplete((acknowledged, failure) -> {
            late.run();
            this.refuse(result);
        });
        return result;
    }

    @Override
    public boolean cancel() {
        CompletableFuture<Boolean> cancelled;
        synchronized (this) {
            if (this.state == State.RUNNING) {
                return false;
            }
            this.deadline.run();
            this.state = State.RUNNING;
            this.refusing = false;
            cancelled = this.completion;
        }
        cancelled.cancel(false);
        this.subject.offer();
        ContainerLogger.LOGGER.drainCancelled(this.subject.name());
        return true;
    }

    private void limit(long timeToWait) {
        this.deadline.run();
        this.deadline = timeToWait < 0 ? () -> {
        } : this.alarm.after(Duration.ofMillis(timeToWait), () -> this.end(false));
    }

    private void refuse(CompletableFuture<Boolean> drain) {
        synchronized (this) {
            if (this.state != State.DRAINING || this.completion != drain) {
                return;
            }
            this.refusing = true;
        }
        this.check();
    }

    private void check() {
        if (this.refusing && this.subject.remaining() == 0) {
            this.end(true);
        }
    }

    private void end(boolean empty) {
        CompletableFuture<Boolean> completed;
        long duration;
        synchronized (this) {
            if (this.state != State.DRAINING) {
                return;
            }
            this.deadline.run();
            this.state = State.STOPPED;
            this.refusing = true;
            completed = this.completion;
            duration = (System.nanoTime() - this.started) / 1_000_000;
        }
        int left = empty ? 0 : this.subject.remaining();
        if (left == 0) {
            ContainerLogger.LOGGER.drainCompleted(this.subject.name(), duration);
        } else {
            ContainerLogger.LOGGER.drainTimedOut(this.subject.name(), duration, left);
        }
        completed.complete(left == 0);
    }
}
