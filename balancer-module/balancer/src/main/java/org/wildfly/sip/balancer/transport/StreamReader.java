/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.wildfly.sip.balancer.message.Defect;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * Finds the messages in what comes on one connection (RFC 3261 section 18.3), has them processed, and answers keep-alives (RFC 5626
 * section 4.4.1). Holds no more than one message of the greatest length, and nothing while none is incomplete.
 */
final class StreamReader extends ChannelInboundHandlerAdapter {
    /** For more of the headers. */
    private static final int ROOM = 1024;
    private static final byte[] PONG = {'\r', '\n'};

    private final Connection connection;
    private final ConnectionTable connections;
    private final LoopContext loop;
    private final Statistics statistics;
    private final KeptBytes kept;
    private final int limit;
    private int length;
    private int looked;
    private int needed;
    private int lineEnds;

    StreamReader(Connection connection, ConnectionTable connections, LoopContext loop, Statistics statistics, ByteBudget budget,
            int limit) {
        this.connection = connection;
        this.connections = connections;
        this.loop = loop;
        this.statistics = statistics;
        this.kept = new KeptBytes(budget);
        this.limit = limit;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf data = (ByteBuf) message;
        try {
            while (data.isReadable() && context.channel().isOpen()) {
                byte[] bytes = this.kept.isEmpty()
                        ? this.loop.scratch()
                        : this.kept.room(this.length, this.length + 1, Math.min(this.limit, Math.max(this.needed, 2 * this.length)));
                if (bytes == null) {
                    this.statistics.count(Counter.CONGESTED);
                    context.close();
                    return;
                }
                int count = Math.min(data.readableBytes(), Math.min(bytes.length, this.limit) - this.length);
                data.readBytes(bytes, this.length, count);
                this.length += count;
                take(context, bytes);
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
        this.kept.clear();
        context.fireChannelInactive();
    }

    private void take(ChannelHandlerContext context, byte[] bytes) {
        int from = 0;
        while (context.channel().isOpen()) {
            from = skipLineEnds(context, bytes, from);
            int end = from == this.length ? -1 : messageEnd(context, bytes, from);
            if (end < 0) {
                break;
            }
            from = end;
            this.looked = from;
            this.needed = 0;
        }
        if (context.channel().isOpen()) {
            keep(context, bytes, from);
        }
    }

    /** Keeps what is not complete. */
    private void keep(ChannelHandlerContext context, byte[] bytes, int from) {
        this.length -= from;
        this.looked = Math.max(0, this.looked - from);
        this.needed = Math.max(0, this.needed - from);
        this.connection.heard(this.length == 0, from > 0);
        if (this.length == 0) {
            this.kept.clear();
        } else if (this.length == this.limit) {
            this.statistics.count(Counter.OVERSIZE);
            context.close();
        } else if (!this.kept.keep(bytes, from, this.length, Math.min(this.limit, Math.max(this.needed, this.length + ROOM)))) {
            this.statistics.count(Counter.CONGESTED);
            context.close();
        }
    }

    private int skipLineEnds(ChannelHandlerContext context, byte[] bytes, int from) {
        int i = from;
        while (i < this.length && (bytes[i] == '\r' || bytes[i] == '\n')) {
            this.lineEnds += bytes[i++] == '\n' ? 1 : 0;
            if (this.lineEnds == 2) {
                this.lineEnds = 0;
                this.statistics.count(Counter.KEEP_ALIVES);
                if (context.channel().isWritable()) {
                    context.writeAndFlush(Unpooled.wrappedBuffer(PONG));
                }
            }
        }
        if (i < this.length) {
            this.lineEnds = 0;
        }
        return i;
    }

    /** Has the message that begins at an index processed if it is complete, and returns its end; else -1. */
    private int messageEnd(ChannelHandlerContext context, byte[] bytes, int from) {
        if (this.needed > this.length || this.needed == 0 && !hasHeaders(bytes, from)) {
            return -1;
        }
        Defect defect = this.loop.processor().scan(bytes, from, this.length);
        SipMessage message = this.loop.processor().scanned();
        boolean framed = defect == null || defect.isFramed();
        if (!framed || message.end() - from >= this.limit) {
            // Where the next message begins is not known, or too far away.
            if (framed) {
                this.statistics.count(Defect.OVERSIZE);
            } else {
                refuse(defect);
            }
            this.length = 0;
            context.flush();
            context.close();
            return -1;
        }
        if (message.end() > this.length) {
            this.needed = message.end();
            return -1;
        }
        int end = message.end();
        if (defect != null) {
            refuse(defect);
        } else {
            noteAlias(message);
            this.loop.processor().streamed(this.connection.point(), this.connection.remote(), this.connection.flow());
        }
        return end;
    }

    private void refuse(Defect defect) {
        this.loop.processor().refused(this.connection.point(), this.connection.remote(), this.connection.flow(), defect);
    }

    /** True if there is an empty line. */
    private boolean hasHeaders(byte[] bytes, int from) {
        for (int i = Math.max(from, this.looked); i < this.length; i++) {
            if (bytes[i] == '\n'
                    && (i - from >= 1 && bytes[i - 1] == '\n' || i - from >= 2 && bytes[i - 1] == '\r' && bytes[i - 2] == '\n')) {
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
