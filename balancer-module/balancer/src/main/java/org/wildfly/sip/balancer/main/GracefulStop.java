/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * The wish that a balancer stop, and the time that it gets for it: until nothing comes any more, since whoever stands in front has seen
 * that it is no longer ready, but not longer than a limit. Whoever wishes it twice does not want to wait, and whoever wishes it while the
 * balancer is still starting, or for the third time, wants the process to end, whatever it is at.
 */
final class GracefulStop {
    private static final long STEP = 100;
    /** The one that is heard when all that is graceful has not helped. */
    private static final int LAST_WARNING = 3;

    private final IntConsumer exit;
    private final IntConsumer halt;
    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch hurried = new CountDownLatch(1);
    private boolean running;
    private int requests;
    private int code;

    /**
     * @param exit ends the process with an exit code, after its shutdown hooks
     * @param halt ends the process with an exit code at once
     */
    GracefulStop(IntConsumer exit, IntConsumer halt) {
        this.exit = exit;
        this.halt = halt;
    }

    /** The balancer runs: from now on it can stop gracefully. */
    synchronized void running() {
        this.running = true;
    }

    /**
     * Asks for the stop; the second time, for the stop at once; then for the end.
     *
     * @param code the exit code of the process
     */
    void request(int code) {
        IntConsumer end = end(code);
        if (end != null) {
            // Outside the lock: an exit waits for hooks, which stop the balancer.
            end.accept(code);
        }
    }

    /** What ends the process now, or null if it ends gracefully. */
    private synchronized IntConsumer end(int code) {
        if (!this.running) {
            // Starting may take long, as when a cluster is joined, and is no work that anybody needs done.
            return this.exit;
        }
        if (++this.requests == 1) {
            this.code = code;
            this.wanted.countDown();
        } else {
            this.hurried.countDown();
        }
        return this.requests < LAST_WARNING ? null : this.halt;
    }

    /** Waits until the stop is asked for; gives the exit code. */
    int await() throws InterruptedException {
        this.wanted.await();
        synchronized (this) {
            return this.code;
        }
    }

    /**
     * Waits until no message has come for a while.
     *
     * @param messages how many have come up to now
     * @param quiet    how long none must have come
     * @param limit    how long to wait at most
     */
    void awaitQuiet(LongSupplier messages, Duration quiet, Duration limit) throws InterruptedException {
        long start = System.nanoTime();
        long since = start;
        long before = messages.getAsLong();
        while (System.nanoTime() - start < limit.toNanos() && System.nanoTime() - since < quiet.toNanos()) {
            if (this.hurried.await(STEP, TimeUnit.MILLISECONDS)) {
                return;
            }
            long now = messages.getAsLong();
            since = now == before ? since : System.nanoTime();
            before = now;
        }
    }
}
