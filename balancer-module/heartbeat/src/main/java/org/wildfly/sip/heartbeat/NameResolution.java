/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks up host names on a thread of its own, which lives only while it is needed.
 */
final class NameResolution {
    private static final int MAX_WAITING = 64;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING),
            task -> {
                Thread thread = new Thread(task, "SIP heartbeat name resolution");
                thread.setDaemon(true);
                return thread;
            });

    NameResolution() {
        this.executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Resolves an address now if nothing is to be looked up, else later.
     *
     * @param consumer gets the address, still unresolved if the name is not known or too much waits; called here or on the resolving thread
     */
    void resolve(InetSocketAddress address, Consumer<InetSocketAddress> consumer) {
        if (!address.isUnresolved()) {
            consumer.accept(address);
            return;
        }
        try {
            this.executor.execute(() -> consumer.accept(new InetSocketAddress(address.getHostString(), address.getPort())));
        } catch (RejectedExecutionException e) {
            consumer.accept(address);
        }
    }

    void close() {
        this.executor.shutdownNow();
    }
}
