/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The one thread on which a user agent's sockets, timers and calls live. Only {@link #execute} and {@link #close} are for other threads. */
public final class EventLoop implements Executor, AutoCloseable {
    /** A pending timer. */
    public final class Timer implements Comparable<Timer> {
        private final long due;
        private Runnable action;

        private Timer(long due, Runnable action) {
            this.due = due;
            this.action = action;
        }

        /** Has the timer not fire any more. */
        public void cancel() {
            if (this.action != null) {
                this.action = null;
                EventLoop.this.timers.remove(this);
            }
        }

        @Override
        public int compareTo(Timer other) {
            return Long.compare(this.due - other.due, 0);
        }
    }

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Consumer<Throwable> failures;
    private volatile boolean closed;

    /**
     * Starts the loop.
     *
     * @param failures is told what a task, timer or channel handler threw; the loop goes on
     */
    public EventLoop(String name, Consumer<Throwable> failures) {
        this.failures = failures;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    @Override
    public void execute(Runnable task) {
        this.tasks.add(task);
        if (Thread.currentThread() != this.thread) {
            this.selector.wakeup();
        }
    }

    /** Runs an action on the loop when a time has passed. On the loop only. */
    public Timer schedule(Duration delay, Runnable action) {
        Timer timer = new Timer(System.nanoTime() + delay.toNanos(), action);
        this.timers.add(timer);
        return timer;
    }

    /** Has a handler run on the loop whenever a channel is ready. */
    SelectionKey register(SelectableChannel channel, int operations, Runnable handler) throws IOException {
        channel.configureBlocking(false);
        return channel.register(this.selector, operations, handler);
    }

    private void run() {
        while (!this.closed) {
            try {
                this.selector.select(key -> this.attempt((Runnable) key.attachment()), this.timeout());
            } catch (IOException e) {
                this.failures.accept(e);
            }
            for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
                this.attempt(task);
            }
            this.fire();
        }
    }

    private long timeout() {
        if (!this.tasks.isEmpty()) {
            return 1;
        }
        Timer next = this.timers.peek();
        return next == null ? 0 : Math.max(1, (next.due - System.nanoTime() + 999_999) / 1_000_000);
    }

    private void fire() {
        long now = System.nanoTime();
        for (Timer timer = this.timers.peek(); timer != null && timer.due - now <= 0; timer = this.timers.peek()) {
            this.timers.poll();
            Runnable action = timer.action;
            timer.action = null;
            this.attempt(action);
        }
    }

    private void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            this.failures.accept(e);
        }
    }

    @Override
    public void close() {
        this.closed = true;
        this.selector.wakeup();
        try {
            this.thread.join(5_000);
            this.selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
