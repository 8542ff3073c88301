/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocal;
import org.wildfly.sip.balancer.forward.MessageProcessor;

/**
 * The threads that serve connections, each with a processor of its own.
 */
final class StreamThreads {
    private final EventLoopGroup group;
    private final FastThreadLocal<MessageProcessor> processors;
    private final ReadBudget budget = ReadBudget.ofMemory();

    /**
     * @param processors makes a processor for each thread
     */
    StreamThreads(int count, Supplier<MessageProcessor> processors) {
        this.group = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("SIP balancer TCP"), NioIoHandler.newFactory());
        this.processors = new FastThreadLocal<>() {
            @Override
            protected MessageProcessor initialValue() {
                return processors.get();
            }
        };
    }

    EventLoopGroup group() {
        return this.group;
    }

    /** The processor of the calling thread, which must be one of these. */
    MessageProcessor processor() {
        return this.processors.get();
    }

    /** What the connections of all these threads may hold together. */
    ReadBudget budget() {
        return this.budget;
    }

    /** Ends the threads. */
    void close() {
        this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2000);
    }
}
