/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.service;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.wildfly.sip.balancer.heartbeat.HeartbeatsLogger;

/**
 * Does something again and again, on a thread of its own, whatever happens. For any thread.
 */
final class Sweeper implements AutoCloseable {
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "SIP balancer node timeout");
        thread.setDaemon(true);
        return thread;
    });
    private final Runnable task;
    private ScheduledFuture<?> scheduled;

    Sweeper(Runnable task, Duration interval) {
        this.task = task;
        every(interval);
    }

    /** From now on it is done so often. */
    synchronized void every(Duration interval) {
        if (this.scheduled != null) {
            this.scheduled.cancel(false);
        }
        if (!this.executor.isShutdown()) {
            this.scheduled = this.executor.scheduleWithFixedDelay(this::run, interval.toMillis(), interval.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private void run() {
        try {
            this.task.run();
        } catch (RuntimeException | Error e) {
            // What escapes would end the timer.
            HeartbeatsLogger.LOGGER.sweepFailed(e);
        }
    }

    @Override
    public synchronized void close() {
        this.executor.shutdownNow();
    }
}
