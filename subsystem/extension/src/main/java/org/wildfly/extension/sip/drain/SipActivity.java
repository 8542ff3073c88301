/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.drain;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.as.server.suspend.ServerResumeContext;
import org.jboss.as.server.suspend.ServerSuspendContext;
import org.jboss.as.server.suspend.SuspendableActivity;
import org.wildfly.extension.sip.logging.SipExtensionLogger;
import org.wildfly.sip.container.SipContainer;

/**
 * Drains the container when the server suspends, for whatever reason it does, and opens it when the server resumes. A server is suspended
 * while it boots: so no balancer hears of it before its applications are ready.
 */
class SipActivity implements SuspendableActivity {
    private static final long UNLIMITED = -1;

    private final SipContainer container;
    private volatile long timeToWait = UNLIMITED;
    private volatile CompletionStage<Boolean> drain = CompletableFuture.completedFuture(true);

    SipActivity(SipContainer container) {
        this.container = container;
    }

    /**
     * Limits the drain of the next suspension. Without this the drain has no limit of its own: whoever suspends the server limits how long
     * that may take.
     *
     * @param timeToWait milliseconds; negative for no limit
     */
    void limit(long timeToWait) {
        this.timeToWait = timeToWait;
    }

    /** Takes requests, when the server takes them. */
    void open() {
        this.container.open();
        SipExtensionLogger.LOGGER.opened();
    }

    @Override
    public CompletionStage<Void> prepare(ServerSuspendContext context) {
        if (!context.isStarting()) {
            this.drain = this.container.drain().start(this.timeToWait);
            this.timeToWait = UNLIMITED;
        }
        return COMPLETED;
    }

    @Override
    public CompletionStage<Void> suspend(ServerSuspendContext context) {
        if (context.isStarting()) {
            return COMPLETED;
        }
        CompletableFuture<Void> suspension = new CompletableFuture<>();
        suspension.whenComplete((ignored, exception) -> {
            if (exception instanceof CancellationException) {
                this.container.drain().cancel();
            }
        });
        this.drain.whenComplete((drained, exception) -> {
            if (exception != null) {
                suspension.completeExceptionally(exception);
            } else {
                if (drained) {
                    SipExtensionLogger.LOGGER.drained();
                }
                suspension.complete(null);
            }
        });
        return suspension;
    }

    @Override
    public CompletionStage<Void> resume(ServerResumeContext context) {
        // a limit that nothing has used: the server was suspending already when it was set
        this.timeToWait = UNLIMITED;
        this.container.drain().cancel();
        this.open();
        return COMPLETED;
    }
}
