/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import org.wildfly.sip.balancer.forward.MessageProcessor;

/**
 * The threads that serve connections, each with a processor of its own, and those that do the heavy sums of TLS handshakes.
 */
final class StreamThreads {
    private static final int MAX_HANDSHAKES = 1024;
    private static final int SWEEP_SECONDS = 5;

    private final EventLoopGroup group;
    private final FastThreadLocal<LoopContext> contexts;
    private final ByteBudget readBudget = ByteBudget.ofMemory(8);
    private final ByteBudget writeBudget = ByteBudget.ofMemory(4);
    private final ThreadPoolExecutor handshakes;

    /**
     * @param maxMessageSize in bytes
     * @param processors     makes a processor for each thread
     */
    StreamThreads(int count, int maxMessageSize, Supplier<MessageProcessor> processors) {
        this.group = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("SIP balancer TCP"), NioIoHandler.newFactory());
        this.contexts = new FastThreadLocal<>() {
            @Override
            protected LoopContext initialValue() {
                return new LoopContext(processors.get(), new byte[maxMessageSize]);
            }
        };
        // When too many wait, the threads of the connections help: that slows those down who come.
        this.handshakes = new ThreadPoolExecutor(count, count, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_HANDSHAKES),
                new DefaultThreadFactory("SIP balancer TLS", true), new ThreadPoolExecutor.CallerRunsPolicy());
        this.handshakes.allowCoreThreadTimeOut(true);
    }

    EventLoopGroup group() {
        return this.group;
    }

    /** That of the calling thread, which must be one of these. */
    LoopContext context() {
        return this.contexts.get();
    }

    /** What the connections of all these threads may hold together of incomplete messages. */
    ByteBudget readBudget() {
        return this.readBudget;
    }

    /** What they may hold together of messages that have not left. */
    ByteBudget writeBudget() {
        return this.writeBudget;
    }

    /** Runs what a TLS handshake has to compute. */
    Executor handshakes() {
        return this.handshakes;
    }

    /** Looks after connections from time to time, on each thread after its own. */
    void sweep(ConnectionTable connections) {
        for (EventExecutor loop : this.group) {
            loop.scheduleWithFixedDelay(() -> {
                long now = System.nanoTime();
                connections.all().forEach(connection -> connection.check(loop, now));
            }, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Ends the threads. */
    void close() {
        this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2000);
        this.handshakes.shutdownNow();
    }
}
