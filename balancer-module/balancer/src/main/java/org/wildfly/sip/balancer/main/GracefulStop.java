/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The wish that a balancer stop, and the time that it gets for it: until nothing comes any more, since whoever stands in front has seen
 * that it is no longer ready, but not longer than a limit. Whoever wishes it twice does not want to wait.
 */
final class GracefulStop {
    private static final long STEP = 100;

    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch hurried = new CountDownLatch(1);
    private int code;

    /**
     * Asks for the stop; the second time, for the stop at once.
     *
     * @param code the exit code of the process
     */
    synchronized void request(int code) {
        if (this.wanted.getCount() == 0) {
            this.hurried.countDown();
        } else {
            this.code = code;
            this.wanted.countDown();
        }
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
