/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.forward.RequestCopy;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * One connection, made by either side. Messages leave in the order in which they are given; those that are given before it is ready
 * wait, not more of them than a limit. Any thread may send. All that is not final is confined to the loop's thread unless it says
 * otherwise.
 */
final class Connection {
    private static final int MAX_WAITING = 256 * 1024;

    private final long flow;
    private final ListeningPoint point;
    private final InetSocketAddress remote;
    private final EventLoop loop;
    private final Undelivered undelivered;
    private final Patience patience;
    private final Unsent unsent;
    private Channel channel;
    private boolean ready;
    private Queue<Outgoing> waiting;
    private int waitingBytes;
    private boolean flushing;
    private InetSocketAddress alias;
    /** Read by any thread. */
    private volatile boolean closed;

    /**
     * @param undelivered gets what cannot be sent
     * @param unsent      how much may lie here
     * @param idleTimeout how long nothing may come, in nanoseconds
     */
    Connection(long flow, ListeningPoint point, InetSocketAddress remote, EventLoop loop, Undelivered undelivered, Unsent unsent,
            long idleTimeout) {
        this.flow = flow;
        this.point = point;
        this.remote = remote;
        this.loop = loop;
        this.undelivered = undelivered;
        this.unsent = unsent;
        this.patience = new Patience(idleTimeout);
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

    /** The address at which the other side says that it listens; null if it has not said. */
    InetSocketAddress alias() {
        return this.alias;
    }

    void setAlias(InetSocketAddress alias) {
        this.alias = alias;
    }

    /** See {@link Patience#heard}. */
    void heard(boolean complete, boolean began) {
        this.patience.heard(complete, began);
    }

    /** See {@link Patience#partial}. */
    void partial(boolean any, boolean began) {
        this.patience.partial(any, began);
    }

    /**
     * Closes the connection if its other side is silent, does not read, or has not gone on for too long with what it began. On any loop's
     * thread.
     */
    void check(EventExecutor caller, long now) {
        if (caller == this.loop && this.channel != null
                && (this.patience.isOver(now) || this.unsent.isStuck(now, Patience.PART_TIMEOUT))) {
            this.channel.close();
        }
    }

    /**
     * Sends a message, a copy of which is made. On any thread.
     *
     * @param elsewhere the request as it came, if it goes elsewhere when it cannot be sent; else null
     * @return false if it is known at once that it cannot be sent
     */
    boolean send(ByteWriter text, RequestCopy elsewhere) {
        int length = text.length();
        boolean taken = this.unsent.add(length);
        if (!taken && !this.loop.inEventLoop()) {
            // Not even an answer: it would have to wait for the loop, too.
            this.undelivered.count(Counter.CONGESTED);
            return false;
        }
        Outgoing message = new Outgoing(Arrays.copyOf(text.bytes(), length), elsewhere);
        if (!taken) {
            answer(message, Counter.CONGESTED);
        } else if (this.loop.inEventLoop()) {
            sendNow(message);
        } else {
            execute(message);
        }
        return true;
    }

    private void execute(Outgoing message) {
        try {
            this.loop.execute(() -> sendNow(message));
        } catch (RejectedExecutionException e) {
            // The balancer is being stopped.
            this.unsent.remove(message.length());
            this.undelivered.count(Counter.SEND_FAILED);
        }
    }

    private void sendNow(Outgoing message) {
        if (this.closed) {
            fail(message, Counter.SEND_FAILED);
        } else if (this.ready) {
            write(message);
        } else if (this.waitingBytes + message.length() > MAX_WAITING) {
            fail(message, Counter.CONGESTED);
        } else {
            this.waiting = this.waiting == null ? new ArrayDeque<>() : this.waiting;
            this.waiting.add(message);
            this.waitingBytes += message.length();
        }
    }

    /** There is a channel, over which messages cannot go yet. */
    void open(Channel channel) {
        this.channel = channel;
    }

    /** Messages can go from now on; see {@link Patience#ready}. */
    void ready(boolean made) {
        this.ready = true;
        this.patience.ready(made);
        Queue<Outgoing> first = this.waiting;
        this.waiting = null;
        if (first != null) {
            first.forEach(this::write);
        }
    }

    /** The connection is gone, or could not be made. */
    void closed() {
        this.closed = true;
        Queue<Outgoing> never = this.waiting;
        this.waiting = null;
        if (never != null) {
            never.forEach(message -> fail(message, Counter.SEND_FAILED));
        }
    }

    /** Closes the connection if it is there. On any thread. */
    void close() {
        this.loop.execute(() -> {
            if (this.channel != null) {
                this.channel.close();
            }
        });
    }

    private void write(Outgoing message) {
        this.channel.write(Unpooled.wrappedBuffer(message.bytes())).addListener((ChannelFutureListener) future -> {
            if (future.isSuccess()) {
                this.unsent.remove(message.length());
            } else {
                fail(message, Counter.SEND_FAILED);
            }
        });
        if (!this.flushing) {
            // What else the loop has for this connection goes with it.
            this.flushing = true;
            this.loop.execute(this::flush);
        }
    }

    private void flush() {
        this.flushing = false;
        this.channel.flush();
    }

    private void fail(Outgoing message, Counter counter) {
        this.unsent.remove(message.length());
        answer(message, counter);
    }

    private void answer(Outgoing message, Counter counter) {
        this.undelivered.count(counter);
        if (!this.loop.isShuttingDown()) {
            // Later: this thread may be amid another message.
            this.loop.execute(() -> this.undelivered.accept(this, message));
        }
    }
}
