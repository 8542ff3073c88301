/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is known about one host, and who waits for it. For any thread; its lock is held for moments only.
 */
final class Name {
    private static final int MAX_WAITING = 64;
    private static final long FOUND = Duration.ofSeconds(60).toNanos();
    private static final long NOT_FOUND = Duration.ofSeconds(10).toNanos();

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;
    private Targets targets = Targets.NONE;
    private long until = System.nanoTime();

    /** What is known by now. */
    synchronized Targets targets() {
        return this.targets;
    }

    /** True if nobody waits and what is known is too old. */
    synchronized boolean isOver() {
        return !this.busy && this.until - System.nanoTime() <= 0;
    }

    /**
     * What is known, unless it is too old or others wait.
     *
     * @param waiter makes what goes on later
     * @param look   has the host looked up; fails if too much is being looked up
     */
    synchronized Targets find(Supplier<Runnable> waiter, Consumer<Name> look) {
        if (!this.busy && this.until - System.nanoTime() > 0) {
            return this.targets;
        }
        if (this.waiting.size() >= MAX_WAITING) {
            return Targets.NONE;
        }
        if (!this.busy) {
            try {
                look.accept(this);
            } catch (RejectedExecutionException e) {
                return Targets.NONE;
            }
            this.busy = true;
        }
        this.waiting.add(waiter.get());
        return Targets.PENDING;
    }

    /** The host has been looked up: those who wait go on. */
    void found(Targets found, Executor later) {
        synchronized (this) {
            this.targets = found;
            this.until = System.nanoTime() + (found == Targets.NONE ? NOT_FOUND : FOUND);
        }
        try {
            later.execute(this::goOn);
        } catch (RejectedExecutionException e) {
            // The balancer stops, or is overrun.
            giveUp();
        }
    }

    private void goOn() {
        try {
            for (Runnable next = next(); next != null; next = next()) {
                next.run();
            }
        } catch (RuntimeException | Error e) {
            giveUp();
            throw e;
        }
    }

    /** Who waits is forgotten; those who come later do not wait for ever. */
    private synchronized void giveUp() {
        this.waiting.clear();
        this.busy = false;
    }

    /** Who is next; when nobody is left those who come go past. */
    private synchronized Runnable next() {
        Runnable next = this.waiting.poll();
        this.busy = next != null;
        return next;
    }
}
