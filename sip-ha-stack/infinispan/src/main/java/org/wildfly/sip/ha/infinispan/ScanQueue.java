/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs the scans of a store, on one thread of its own that ends when it is idle. */
final class ScanQueue implements AutoCloseable {
    private static final int MAX_SCANS = 64;

    private final Set<EntryScan> scans = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stepping = new AtomicBoolean();
    private final ThreadPoolExecutor executor;

    ScanQueue(String node) {
        this.executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_SCANS + 1), task -> {
            Thread thread = new Thread(task, "sip-store-scan-" + node);
            thread.setDaemon(true);
            return thread;
        });
        this.executor.allowCoreThreadTimeOut(true);
    }

    /** Begins a scan; its stage fails if too many are under way. */
    CompletableFuture<Void> begin(EntryScan scan) {
        if (this.scans.size() >= MAX_SCANS) {
            return CompletableFuture.failedFuture(new RejectedExecutionException());
        }
        this.scans.add(scan);
        try {
            this.executor.execute(scan::step);
        } catch (RejectedExecutionException closed) {
            scan.done().completeExceptionally(StoreLog.LOGGER.closed());
        }
        return scan.done().whenComplete((nothing, failure) -> this.scans.remove(scan));
    }

    /** Lets the scans that are not done look again. */
    void topologyChanged() {
        if (!this.scans.isEmpty() && this.stepping.compareAndSet(false, true)) {
            try {
                this.executor.execute(() -> {
                    this.stepping.set(false);
                    this.scans.forEach(EntryScan::step);
                });
            } catch (RejectedExecutionException closed) {
                this.stepping.set(false);
            }
        }
    }

    @Override
    public void close() {
        this.executor.shutdownNow();
        this.scans.forEach(scan -> scan.done().completeExceptionally(StoreLog.LOGGER.closed()));
    }
}
