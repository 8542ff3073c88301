/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The thread on which requests are processed that had to wait for something; it is there while there are any.
 */
final class LaterProcessing implements Executor, AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final int MAX_TASKS = 1024;

    private final Supplier<MessageProcessor> processors;
    private final ThreadPoolExecutor executor;
    /** Confined to the executor's only thread. */
    private MessageProcessor processor;

    /**
     * @param processors makes the one that processes; asked for when it is needed
     */
    LaterProcessing(Supplier<MessageProcessor> processors) {
        this.processors = processors;
        this.executor = new ThreadPoolExecutor(1, 1, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_TASKS), task -> {
            Thread thread = new Thread(task, "SIP balancer later requests");
            thread.setDaemon(true);
            return thread;
        });
        this.executor.allowCoreThreadTimeOut(true);
    }

    /** The processor; only for tasks that this executes. */
    MessageProcessor processor() {
        if (this.processor == null) {
            this.processor = this.processors.get();
        }
        return this.processor;
    }

    /**
     * Has a task done soon, after those before it.
     *
     * @throws java.util.concurrent.RejectedExecutionException if too many wait, or the balancer stops
     */
    @Override
    public void execute(Runnable task) {
        this.executor.execute(task);
    }

    @Override
    public void close() {
        this.executor.shutdownNow();
    }
}
