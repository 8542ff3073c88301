/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.BiConsumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import org.wildfly.sip.balancer.forward.Arrival;
import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * One TCP connection, made by either side. Messages leave in the order in which they are given; those that are given before it is
 * connected wait, not more of them than a limit. Any thread may send.
 */
final class Connection {
    static final long NO_FLOW = Arrival.NO_FLOW;
    private static final int MAX_WAITING = 64;

    private final long flow;
    private final ListeningPoint point;
    private final InetSocketAddress remote;
    private final EventLoop loop;
    private final Statistics statistics;
    private final BiConsumer<Connection, byte[]> undeliverable;
    /** Confined to the loop; null once connected. */
    private Queue<byte[]> waiting;
    /** Confined to the loop. */
    private Channel channel;
    private InetSocketAddress alias;
    private volatile boolean closed;
    private volatile long lastHeard = System.nanoTime();

    /**
     * @param undeliverable gets, on the loop's thread, what cannot be sent because the connection is gone or never was there
     */
    Connection(long flow, ListeningPoint point, InetSocketAddress remote, EventLoop loop, Statistics statistics,
            BiConsumer<Connection, byte[]> undeliverable) {
        this.flow = flow;
        this.point = point;
        this.remote = remote;
        this.loop = loop;
        this.statistics = statistics;
        this.undeliverable = undeliverable;
        this.waiting = new ArrayDeque<>();
    }

    /** The connection's number. */
    long flow() {
        return this.flow;
    }

    /** Where it ends at the balancer. */
    ListeningPoint point() {
        return this.point;
    }

    /** The other side's address. */
    InetSocketAddress remote() {
        return this.remote;
    }

    boolean isClosed() {
        return this.closed;
    }

    /** The address at which the other side says that it listens; null if it has not said. On the loop's thread. */
    InetSocketAddress alias() {
        return this.alias;
    }

    void setAlias(InetSocketAddress alias) {
        this.alias = alias;
    }

    /** Since when nothing has come, in {@link System#nanoTime()}. */
    long lastHeard() {
        return this.lastHeard;
    }

    void heard() {
        this.lastHeard = System.nanoTime();
    }

    /** Sends a message, a copy of which is made. */
    void send(ByteWriter text) {
        byte[] message = Arrays.copyOf(text.bytes(), text.length());
        if (this.loop.inEventLoop()) {
            sendNow(message);
        } else {
            this.loop.execute(() -> sendNow(message));
        }
    }

    private void sendNow(byte[] message) {
        if (this.closed) {
            fail(message);
        } else if (this.waiting == null) {
            write(message);
        } else if (this.waiting.size() < MAX_WAITING) {
            this.waiting.add(message);
        } else {
            this.statistics.count(Counter.CONGESTED);
        }
    }

    /** On the loop's thread: the connection is there. */
    void connected(Channel channel) {
        this.channel = channel;
        Queue<byte[]> first = this.waiting;
        this.waiting = null;
        first.forEach(this::write);
    }

    /** On the loop's thread: the connection is gone. */
    void closed() {
        this.closed = true;
        Queue<byte[]> unsent = this.waiting;
        this.waiting = null;
        if (unsent != null) {
            unsent.forEach(this::fail);
        }
    }

    /** Closes the connection if it is there. */
    void close() {
        this.loop.execute(() -> {
            if (this.channel != null) {
                this.channel.close();
            }
        });
    }

    private void write(byte[] message) {
        if (!this.channel.isWritable()) {
            // The other side does not read: what it has not taken lies here already, up to the high-water mark.
            this.statistics.count(Counter.CONGESTED);
            return;
        }
        ByteBuf buffer = Unpooled.wrappedBuffer(message);
        this.channel.writeAndFlush(buffer).addListener((ChannelFutureListener) future -> {
            if (!future.isSuccess()) {
                fail(message);
            }
        });
    }

    private void fail(byte[] message) {
        this.statistics.count(Counter.SEND_FAILED);
        this.undeliverable.accept(this, message);
    }
}
