/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.wildfly.sip.balancer.BalancerLogger;

/**
 * Does from time to time what keeps a balancer from growing: on a thread of its own, whatever happens.
 */
final class Housekeeping implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "SIP balancer housekeeping");
        thread.setDaemon(true);
        return thread;
    });

    Housekeeping(Runnable... tasks) {
        this(PERIOD, tasks);
    }

    Housekeeping(Duration period, Runnable... tasks) {
        for (Runnable task : tasks) {
            this.executor.scheduleWithFixedDelay(() -> run(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // What escapes would end the timer.
            BalancerLogger.LOGGER.housekeepingFailed(e);
        }
    }

    @Override
    public void close() {
        this.executor.shutdownNow();
    }
}
