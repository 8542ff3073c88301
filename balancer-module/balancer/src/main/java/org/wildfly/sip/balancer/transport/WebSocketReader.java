/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * Has the SIP messages of a WebSocket connection processed: one in each WebSocket message, text or binary, whole or in fragments (RFC
 * 7118 section 5); and puts those that are sent into frames. Holds no more than one message of the greatest length.
 */
final class WebSocketReader extends ChannelDuplexHandler {
    private static final byte[] PONG = {'\r', '\n'};

    private final Connection connection;
    private final LoopContext loop;
    private final Statistics statistics;
    private final KeptBytes kept;
    private final int limit;
    private int length;

    WebSocketReader(Connection connection, LoopContext loop, Statistics statistics, ByteBudget budget, int limit) {
        this.connection = connection;
        this.loop = loop;
        this.statistics = statistics;
        this.kept = new KeptBytes(budget);
        this.limit = limit;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        WebSocketFrame frame = (WebSocketFrame) message;
        try {
            if (frame instanceof CloseWebSocketFrame close) {
                context.writeAndFlush(new CloseWebSocketFrame(close.isFinalFragment(), close.rsv(), close.content().retain()))
                        .addListener(ChannelFutureListener.CLOSE);
            } else if (frame instanceof PingWebSocketFrame) {
                this.connection.heard(this.length == 0, false);
                if (context.channel().isWritable()) {
                    context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
                }
            } else if (!(frame instanceof PongWebSocketFrame)) {
                data(context, frame);
            }
        } finally {
            frame.release();
        }
    }

    private void data(ChannelHandlerContext context, WebSocketFrame frame) {
        ByteBuf content = frame.content();
        int count = content.readableBytes();
        boolean continued = frame instanceof ContinuationWebSocketFrame;
        if (this.length + count >= this.limit) {
            this.statistics.count(Counter.OVERSIZE);
            close(context, WebSocketCloseStatus.MESSAGE_TOO_BIG);
            return;
        }
        if (!continued && frame.isFinalFragment()) {
            content.readBytes(this.loop.scratch(), 0, count);
            this.connection.heard(true, true);
            process(context, this.loop.scratch(), count);
            return;
        }
        byte[] room = this.kept.room(this.length, this.length + count,
                Math.min(this.limit, 2 * (this.length + count)));
        if (room == null) {
            this.statistics.count(Counter.CONGESTED);
            close(context, WebSocketCloseStatus.TRY_AGAIN_LATER);
            return;
        }
        content.readBytes(room, this.length, count);
        this.length += count;
        this.connection.heard(frame.isFinalFragment(), !continued);
        if (frame.isFinalFragment()) {
            int whole = this.length;
            this.length = 0;
            process(context, room, whole);
            this.kept.clear();
        }
    }

    private void process(ChannelHandlerContext context, byte[] bytes, int to) {
        int lineEnds = lineEnds(bytes, to);
        if (lineEnds < 0) {
            this.loop.processor().framed(this.connection.point(), this.connection.remote(), this.connection.flow(), bytes, 0, to);
            return;
        }
        this.statistics.count(Counter.KEEP_ALIVES);
        if (lineEnds >= 2 && context.channel().isWritable()) {
            context.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(PONG)));
        }
    }

    /** How many line ends there are, if there is nothing else; else -1. */
    private static int lineEnds(byte[] bytes, int to) {
        int count = 0;
        for (int i = 0; i < to; i++) {
            if (bytes[i] != '\r' && bytes[i] != '\n') {
                return -1;
            }
            count += bytes[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf content) {
            boolean text = ByteBufUtil.isText(content, StandardCharsets.UTF_8);
            context.write(text ? new TextWebSocketFrame(content) : new BinaryWebSocketFrame(content), promise);
        } else {
            context.write(message, promise);
        }
    }

    private static void close(ChannelHandlerContext context, WebSocketCloseStatus status) {
        context.writeAndFlush(new CloseWebSocketFrame(status)).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A broken connection, a frame that must not be, or our own fault, which has been counted.
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
}
