/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.drain;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.jboss.as.server.suspend.ServerSuspendController;
import org.wildfly.sip.container.SipContainer;

/**
 * Suspends the server, waits until that is done or the time is up, and shuts the server down.
 * <p>
 * The server's own {@code shutdown} operation suspends and waits, too, but once it has begun nothing stops it: in WildFly 39 the cancellation
 * of its suspension reaches it wrapped, is not recognized, and the server exits at once. So the suspension is asked for here, and the
 * operation only when nothing is left to wait for.
 */
public class GracefulShutdown {
    private final ServerSuspendController controller;
    private final SipActivity activity;
    private final ApplicationDrains applications;
    private final Runnable shutdown;
    private final Set<CompletableFuture<Void>> waits = ConcurrentHashMap.newKeySet();

    GracefulShutdown(ServerSuspendController controller, SipActivity activity, SipContainer container, Runnable shutdown,
            Executor executor) {
        this.controller = controller;
        this.activity = activity;
        this.applications = new ApplicationDrains(container, executor);
        this.shutdown = shutdown;
    }

    /** The drains of single applications. */
    ApplicationDrains applications() {
        return this.applications;
    }

    /**
     * Begins; returns at once. If it has begun already, the earlier of both deadlines counts.
     *
     * @param timeToWait milliseconds; 0 to shut down now, negative for no limit
     */
    void begin(long timeToWait) {
        this.activity.limit(timeToWait);
        CompletableFuture<Void> wait = this.controller.suspend(ServerSuspendController.Context.SHUTDOWN).toCompletableFuture().copy();
        this.waits.add(wait);
        wait.whenComplete((ignored, exception) -> {
            this.waits.remove(wait);
            // a suspension that failed is no reason to go on
            if (!Cancellation.isCauseOf(exception)) {
                this.shutdown.run();
            }
        });
        if (timeToWait >= 0) {
            wait.completeOnTimeout(null, timeToWait, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Cancels the shutdown and takes requests again.
     *
     * @return false if there is none, or if the server is stopping already
     */
    boolean cancel() {
        boolean cancelled = false;
        for (CompletableFuture<Void> wait : this.waits) {
            cancelled |= wait.cancel(false);
        }
        if (cancelled) {
            this.controller.resume(ServerSuspendController.Context.RUNNING);
        }
        return cancelled;
    }
}
