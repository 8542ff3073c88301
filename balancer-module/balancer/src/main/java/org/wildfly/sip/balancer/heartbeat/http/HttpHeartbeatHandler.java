/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Answers the request of one connection, then closes it.
 */
final class HttpHeartbeatHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Conversation conversation;
    private final InetAddress peer;
    private boolean answered;

    HttpHeartbeatHandler(Conversation conversation, InetAddress peer) {
        this.conversation = conversation;
        this.peer = peer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (this.answered) {
            return;
        }
        this.answered = true;
        Reply reply = reply(request);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()),
                Unpooled.wrappedBuffer(reply.body().getBytes(StandardCharsets.UTF_8)));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private Reply reply(FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            return Reply.error(400, "it is not HTTP");
        }
        if (!request.method().equals(HttpMethod.POST)) {
            return Reply.error(405, "only POST is possible");
        }
        if (request.headers().contains(HttpHeaderNames.ORIGIN) || request.headers().contains("Sec-Fetch-Site")) {
            // Only browsers say so: a page of anybody's must not announce nodes from wherever it is looked at.
            return Reply.error(403, "not for web pages");
        }
        return this.conversation.answer(this.peer, ByteBufUtil.getBytes(request.content()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        HttpHeartbeatLogger.LOGGER.debug("A connection of the HTTP heartbeat failed", cause);
        context.close();
    }
}
