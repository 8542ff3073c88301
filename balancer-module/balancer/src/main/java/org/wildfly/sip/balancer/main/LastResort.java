/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import org.wildfly.sip.balancer.BalancerLogger;

/**
 * Ends the process when stopping it takes too long: something that hangs, a cluster that does not let go, a log that nobody reads, must
 * not keep the ports from the balancer that is to take over.
 */
final class LastResort {
    /** Between telling and ending: who tells may be what hangs. */
    private static final Duration TELLING = Duration.ofSeconds(1);

    private final Duration limit;
    private final IntConsumer halt;

    /**
     * @param limit how long stopping may take
     * @param halt  ends the process with an exit code at once
     */
    LastResort(Duration limit, IntConsumer halt) {
        this.limit = limit;
        this.halt = halt;
    }

    /** Ends this process with an exit code if it still runs after a time. */
    static void arm(Duration limit, int code) {
        new LastResort(limit, Runtime.getRuntime()::halt).watch(Thread.currentThread(), code);
    }

    /**
     * Begins to count.
     *
     * @param stopping the thread that stops the balancer, to say at what it is
     * @param code     the exit code
     */
    void watch(Thread stopping, int code) {
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, task -> {
            Thread thread = new Thread(task, "SIP balancer last resort");
            thread.setDaemon(true);
            return thread;
        });
        timer.schedule(() -> BalancerLogger.LOGGER.stopsTooSlowly(this.limit.toSeconds(), at(stopping)), this.limit.toMillis(),
                TimeUnit.MILLISECONDS);
        timer.schedule(() -> this.halt.accept(code), this.limit.plus(TELLING).toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String at(Thread thread) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement element : thread.getStackTrace()) {
            text.append("\n\tat ").append(element);
        }
        return text.toString();
    }
}
