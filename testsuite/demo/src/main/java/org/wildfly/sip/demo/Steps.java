/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plays the steps of a story and tells of each in one line. */
final class Steps implements AutoCloseable {
    private final PrintStream output;
    private final long begin = System.nanoTime();
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "step");
        thread.setDaemon(true);
        return thread;
    });

    Steps(PrintStream output) {
        this.output = output;
    }

    /** What a step does; its result is told. */
    @FunctionalInterface
    interface Action<T> extends Callable<T> {
    }

    /**
     * Plays a step.
     *
     * @param title what happens
     * @param expected what must come of it, for the error
     * @param timeout for how long it may take
     * @return what the action gives
     * @throws StepFailedException if it fails or takes too long
     */
    <T> T play(String title, String expected, Duration timeout, Action<T> action) {
        this.output.printf(Locale.ROOT, "%6.1f s  %s ... ", this.elapsed(), title);
        this.output.flush();
        long from = System.nanoTime();
        try {
            T result = this.executor.submit(action).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            this.output.printf(Locale.ROOT, "%s (%d ms)%n", result == null ? "done" : result, (System.nanoTime() - from) / 1_000_000);
            return result;
        } catch (ExecutionException e) {
            throw this.fail(title, expected, e.getCause().toString(), e);
        } catch (TimeoutException e) {
            throw this.fail(title, expected, "nothing within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw this.fail(title, expected, "interrupted", e);
        }
    }

    private StepFailedException fail(String title, String expected, String instead, Exception cause) {
        this.output.println("FAILED");
        return new StepFailedException("Step \"" + title + "\" failed.\n  expected: " + expected + "\n  instead:  " + instead, cause);
    }

    /** Waits for what a future gives; the step's timeout is the limit. */
    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(1, TimeUnit.HOURS);
    }

    /** Seconds since the first step. */
    double elapsed() {
        return (System.nanoTime() - this.begin) / 1e9;
    }

    @Override
    public void close() {
        this.executor.shutdownNow();
    }

    /** A step did not come to what was expected. */
    static final class StepFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StepFailedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
