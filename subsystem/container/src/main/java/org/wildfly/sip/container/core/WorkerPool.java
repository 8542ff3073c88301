/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which sessions work. Its queue holds at most one turn of each session queue, and those hold a bounded number of items; what comes
 * after the end is dropped.
 */
final class WorkerPool implements Executor, AutoCloseable {
    private static final long IDLE_SECONDS = 30;
    private static final long FAREWELL_SECONDS = 2;

    private final ThreadPoolExecutor executor;

    WorkerPool(int threads) {
        AtomicInteger number = new AtomicInteger();
        this.executor = new ThreadPoolExecutor(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "sip-worker-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }, new ThreadPoolExecutor.DiscardPolicy());
        this.executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable turn) {
        this.executor.execute(turn);
    }

    @Override
    public void close() {
        this.executor.shutdown();
        try {
            if (!this.executor.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                this.executor.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            this.executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
