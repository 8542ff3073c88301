/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.wildfly.sip.ha.work.SessionQueue;

/**
 * The way by which threads enter a session. On the session's own queue the work is done at once. A thread from outside (HTTP, EJB,
 * managed executors) waits, with a bound, until the queue has done it. Work of another session's queue does not wait, so that two sessions that
 * call each other cannot block each other; it hears of a failure later.
 */
final class SerialCall {
    private static final long PATIENCE_SECONDS = 10;

    private SerialCall() {
    }

    /** Work that sends. */
    @FunctionalInterface
    interface Work {
        /** Does the work. */
        void run() throws IOException;
    }

    /**
     * Does work on a queue.
     *
     * @param failed gets, on that queue, the failure of work for which the caller has not waited
     */
    static void run(SessionQueue queue, Work work, Consumer<Throwable> failed) throws IOException {
        if (queue.isCurrent()) {
            work.run();
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        queue.post(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (IOException | RuntimeException failure) {
                done.completeExceptionally(failure);
            }
        });
        if (SessionQueue.current() == null) {
            await(done);
        } else {
            done.whenComplete((nothing, failure) -> {
                if (failure != null) {
                    failed.accept(failure);
                }
            });
        }
    }

    /** Does work that sends nothing. */
    static void enter(SessionQueue queue, Runnable work) {
        try {
            run(queue, work::run, queue::report);
        } catch (IOException busy) {
            throw new IllegalStateException(busy.getMessage(), busy);
        }
    }

    private static void await(CompletableFuture<Void> done) throws IOException {
        try {
            done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the session was busy", interrupted);
        } catch (TimeoutException busy) {
            throw new IOException("the session was busy for " + PATIENCE_SECONDS + " s; the message is sent as soon as it is not", busy);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw failure.getCause() instanceof IOException cause
                    ? new IOException(cause.getMessage(), cause)
                    : new IOException(failure.getCause());
        }
    }
}
