/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;

/**
 * Finds the frames of a WebSocket (RFC 6455 section 5) and keeps incomplete ones within bounds.
 */
final class BoundedFrameDecoder extends WebSocket13FrameDecoder {
    private final PartialInput partial;

    BoundedFrameDecoder(WebSocketDecoderConfig limits, PartialInput partial) {
        super(limits);
        this.partial = partial;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        int before = out.size();
        super.decode(context, in, out);
        if (out.size() > before) {
            this.partial.advanced();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        super.channelReadComplete(context);
        if (!this.partial.rest(internalBuffer())) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        this.partial.clear();
        super.channelInactive(context);
    }
}
