/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.wildfly.sip.balancer.forward.MessageProcessor;
import org.wildfly.sip.balancer.message.Defect;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * Finds the messages in what comes on one connection (RFC 3261 section 18.3), has them processed, and answers keep-alives (RFC 5626
 * section 4.4.1). Holds no more than one message of the greatest length.
 */
final class StreamReader extends ChannelInboundHandlerAdapter {
    private static final int FIRST_SIZE = 2048;
    private static final long MESSAGE_TIMEOUT = TimeUnit.SECONDS.toNanos(30);
    private static final byte[] PONG = {'\r', '\n'};

    private final Connection connection;
    private final ConnectionTable connections;
    private final MessageProcessor processor;
    private final Statistics statistics;
    private final ReadBudget budget;
    private final int limit;
    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;
    private int looked;
    private int needed;
    private int lineEnds;
    private long incompleteSince;

    StreamReader(Connection connection, ConnectionTable connections, MessageProcessor processor, Statistics statistics, ReadBudget budget,
            int limit) {
        this.connection = connection;
        this.connections = connections;
        this.processor = processor;
        this.statistics = statistics;
        this.budget = budget;
        this.limit = limit;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf data = (ByteBuf) message;
        try {
            this.connection.heard();
            while (data.isReadable() && context.channel().isOpen()) {
                if (this.length == this.bytes.length && !grow()) {
                    this.statistics.count(Counter.CONGESTED);
                    context.close();
                    return;
                }
                int count = Math.min(data.readableBytes(), this.bytes.length - this.length);
                data.readBytes(this.bytes, this.length, count);
                this.length += count;
                take(context);
            }
        } finally {
            data.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A broken connection, or our own fault, which has been counted: the bytes after it cannot be trusted.
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (this.length > 0) {
            this.statistics.count(Counter.TRUNCATED);
        }
        shrink();
        context.fireChannelInactive();
    }

    /** True if the rest of a message has not come for too long. On the loop's thread. */
    boolean isStuck(long now) {
        return this.length > 0 && now - this.incompleteSince > MESSAGE_TIMEOUT;
    }

    /** Makes room for more bytes; false if all connections together hold too much. */
    private boolean grow() {
        int size = Math.min(this.limit, 2 * this.length);
        if (!this.budget.take(size - this.length)) {
            return false;
        }
        this.bytes = Arrays.copyOf(this.bytes, size);
        return true;
    }

    /** Gives back what was needed for a long message. */
    private void shrink() {
        if (this.bytes.length > FIRST_SIZE) {
            this.budget.give(this.bytes.length - FIRST_SIZE);
            this.bytes = new byte[FIRST_SIZE];
        }
    }

    private void take(ChannelHandlerContext context) {
        int from = 0;
        while (context.channel().isOpen()) {
            from = skipLineEnds(context, from);
            int end = from == this.length ? -1 : messageEnd(context, from);
            if (end < 0) {
                break;
            }
            from = end;
            this.looked = from;
            this.needed = 0;
        }
        if (context.channel().isOpen()) {
            keep(context, from);
        }
    }

    /** Keeps what is not complete at the beginning of the buffer. */
    private void keep(ChannelHandlerContext context, int from) {
        boolean fresh = from > 0 || this.incompleteSince == 0;
        System.arraycopy(this.bytes, from, this.bytes, 0, this.length - from);
        this.length -= from;
        this.looked = Math.max(0, this.looked - from);
        this.needed = Math.max(0, this.needed - from);
        if (this.length == 0) {
            this.incompleteSince = 0;
            shrink();
        } else if (fresh) {
            this.incompleteSince = System.nanoTime();
        }
        if (this.length == this.limit) {
            this.statistics.count(Counter.OVERSIZE);
            context.close();
        }
    }

    private int skipLineEnds(ChannelHandlerContext context, int from) {
        int i = from;
        while (i < this.length && (this.bytes[i] == '\r' || this.bytes[i] == '\n')) {
            this.lineEnds += this.bytes[i++] == '\n' ? 1 : 0;
            if (this.lineEnds == 2) {
                this.lineEnds = 0;
                this.statistics.count(Counter.KEEP_ALIVES);
                context.writeAndFlush(Unpooled.wrappedBuffer(PONG));
            }
        }
        if (i < this.length) {
            this.lineEnds = 0;
        }
        return i;
    }

    /** Has the message that begins at an index processed if it is complete, and returns its end; else -1. */
    private int messageEnd(ChannelHandlerContext context, int from) {
        if (this.needed > this.length || this.needed == 0 && !hasHeaders(from)) {
            return -1;
        }
        Defect defect = this.processor.scan(this.bytes, from, this.length);
        if (defect != null && !defect.isFramed()) {
            // Where the next message begins is not known.
            this.processor.refused(this.connection.point(), this.connection.remote(), this.connection.flow(), defect);
            this.length = 0;
            context.close();
            return -1;
        }
        SipMessage message = this.processor.scanned();
        if (message.end() - from >= this.limit) {
            this.statistics.count(Defect.OVERSIZE);
            this.length = 0;
            context.close();
            return -1;
        }
        if (message.end() > this.length) {
            this.needed = message.end();
            return -1;
        }
        int end = message.end();
        if (defect != null) {
            this.processor.refused(this.connection.point(), this.connection.remote(), this.connection.flow(), defect);
        } else {
            noteAlias(message);
            this.processor.streamed(this.connection.point(), this.connection.remote(), this.connection.flow());
        }
        return end;
    }

    /** True if there is an empty line. */
    private boolean hasHeaders(int from) {
        for (int i = Math.max(from, this.looked); i < this.length; i++) {
            if (this.bytes[i] == '\n' && (i - from >= 1 && this.bytes[i - 1] == '\n'
                    || i - from >= 2 && this.bytes[i - 1] == '\r' && this.bytes[i - 2] == '\n')) {
                return true;
            }
        }
        this.looked = this.length;
        return false;
    }

    /**
     * A request's Via tells where its sender listens: requests to that address may take this connection, if the host is the sender's
     * own.
     */
    private void noteAlias(SipMessage message) {
        InetAddress host = this.connection.remote().getAddress();
        if (this.connection.alias() == null && message.isRequest() && message.topVia().sentBy().isAddress(host)) {
            this.connections.alias(this.connection, new InetSocketAddress(host, message.topVia().sentBy().port(5060)));
        }
    }
}
