/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.util.List;
import java.util.concurrent.Executor;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;

/**
 * TLS that keeps incomplete records within bounds: each may have 16 KB, and anybody can begin one.
 */
final class BoundedSslHandler extends SslHandler {
    private final PartialInput partial;

    BoundedSslHandler(SSLEngine engine, Executor handshakes, PartialInput partial) {
        super(engine, handshakes);
        this.partial = partial;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws SSLException {
        int before = in.readableBytes();
        super.decode(context, in, out);
        if (in.readableBytes() < before) {
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
