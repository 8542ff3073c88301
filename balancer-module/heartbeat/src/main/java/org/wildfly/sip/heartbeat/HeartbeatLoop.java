/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * One thread with a selector: everything that the connections of a client or a server do, they do on it. No failure of a handler ends it.
 */
final class HeartbeatLoop {
    private static final int MAX_TASKS = 4096;

    /** Told when its channel is ready. */
    interface Handler {
        void ready(SelectionKey key) throws IOException;

        /** The handler failed, by itself or on its channel; the channel is to be closed. */
        void failed(Exception cause);
    }

    private final Selector selector;
    private final Queue<Runnable> tasks = new ArrayBlockingQueue<>(MAX_TASKS);
    private final Thread thread;
    private final Runnable tick;
    private final Supplier<Duration> interval;
    private volatile boolean stopped;

    /**
     * @param interval asked at each turn of the loop
     * @param tick     what is done at each interval
     */
    HeartbeatLoop(String name, Supplier<Duration> interval, Runnable tick) {
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.tick = tick;
        this.interval = interval;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    void start() {
        this.thread.start();
    }

    /**
     * Has the loop's thread do something. Never waits.
     *
     * @return false if too much waits already, or the loop has stopped
     */
    boolean execute(Runnable task) {
        if (this.stopped || !this.tasks.offer(task)) {
            return false;
        }
        this.selector.wakeup();
        // If the loop has ended meanwhile, nobody does it unless the loop has taken it.
        return !this.stopped || !this.tasks.remove(task);
    }

    /** On the loop's thread, or before it starts. */
    SelectionKey register(SelectableChannel channel, int operations, Handler handler) throws IOException {
        channel.configureBlocking(false);
        return channel.register(this.selector, operations, handler);
    }

    /** Any thread: ends the loop after what is being done now. Never waits. */
    void close() {
        this.stopped = true;
        this.selector.wakeup();
        if (this.thread.getState() == Thread.State.NEW) {
            closeAll();
        }
    }

    /** Waits for the end of the loop's thread, unless called on it. */
    void join(Duration limit) {
        if (Thread.currentThread() == this.thread || this.thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            this.thread.join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long lastTick = System.nanoTime() - this.interval.get().toNanos();
        while (!this.stopped) {
            long now = System.nanoTime();
            if (now - lastTick >= this.interval.get().toNanos()) {
                guard(this.tick);
                lastTick = now;
            }
            select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(lastTick + this.interval.get().toNanos() - System.nanoTime())));
            runTasks();
        }
        runTasks();
        closeAll();
    }

    private void runTasks() {
        for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
            guard(task);
        }
    }

    private void closeAll() {
        if (this.selector.isOpen()) {
            this.selector.keys().forEach(key -> closeQuietly(key.channel()));
            closeQuietly(this.selector::close);
        }
    }

    private void select(long millis) {
        try {
            this.selector.select(HeartbeatLoop::ready, millis);
        } catch (IOException e) {
            HeartbeatLogger.LOGGER.selectorFailed(e);
            // So that a selector that fails at once each time does not take the whole processor.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }

    private static void ready(SelectionKey key) {
        Handler handler = (Handler) key.attachment();
        try {
            handler.ready(key);
        } catch (IOException | RuntimeException e) {
            guard(() -> handler.failed(e));
        } catch (Error e) {
            HeartbeatLogger.LOGGER.unexpected(e);
            guard(() -> handler.failed(new IOException(e.toString(), e)));
        }
    }

    private static void guard(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            HeartbeatLogger.LOGGER.unexpected(e);
        }
    }

    static void closeQuietly(Channel channel) {
        closeQuietly(channel::close);
    }

    private static void closeQuietly(Closing closing) {
        try {
            closing.close();
        } catch (IOException e) {
            HeartbeatLogger.LOGGER.debug("Closing failed", e);
        }
    }

    private interface Closing {
        void close() throws IOException;
    }
}
