/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.timer;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The node's clock: one thread that posts work to queues when its time has come and never does any itself. Belongs to whoever creates it, who
 * also closes it.
 */
public final class Timers implements AutoCloseable {
    private static final Cancellable NOTHING = () -> false;

    private final ScheduledThreadPoolExecutor executor;

    /** @param name the name of the thread */
    public Timers(String name) {
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        this.executor.setRemoveOnCancelPolicy(true);
        this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Has something posted after a delay; from any thread.
     *
     * @param millis the delay in milliseconds; 0 or less for at once
     * @param post puts work into a queue; must neither block nor do the work
     * @return takes it back; cancelled already if these timers are closed
     */
    public Cancellable schedule(long millis, Runnable post) {
        try {
            ScheduledFuture<?> future = this.executor.schedule(post, Math.max(0, millis), TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return NOTHING;
        }
    }

    /** Like {@link #schedule(long, Runnable)}. */
    public Cancellable schedule(Duration delay, Runnable post) {
        return this.schedule(delay.toMillis(), post);
    }

    /** The number of things that are to happen; for metrics and tests. */
    public int size() {
        return this.executor.getQueue().size();
    }

    /** Ends the thread; what is scheduled does not happen any more. */
    @Override
    public void close() {
        this.executor.shutdownNow();
    }
}
