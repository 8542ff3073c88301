/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.net.InetSocketAddress;
import java.net.URI;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import org.wildfly.sip.balancer.forward.ListeningPoint;

/**
 * Waits until a node that the balancer has connected to has agreed to SIP over WebSocket (RFC 6455 section 4.1, RFC 7118 section 4).
 */
final class WebSocketClient extends ChannelInboundHandlerAdapter {
    private static final int MAX_BODY = 8192;

    private final Promise<Void> upgraded;

    private WebSocketClient(Promise<Void> upgraded) {
        this.upgraded = upgraded;
    }

    /** Adds to a pipeline what the handshake needs, and what reads after it; what it returns is complete when messages can go. */
    static Future<Void> add(ChannelPipeline pipeline, InetSocketAddress to, boolean secure, int maxMessageSize, WebSocketReader reader) {
        Promise<Void> upgraded = pipeline.channel().eventLoop().newPromise();
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(URI.create((secure ? "wss://" : "ws://") + ListeningPoint.text(to) + '/')).version(WebSocketVersion.V13)
                .subprotocol(WebSocketServer.SUBPROTOCOL).maxFramePayloadLength(maxMessageSize).handleCloseFrames(false)
                .dropPongFrames(false).build();
        pipeline.addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_BODY), new WebSocketClientProtocolHandler(config),
                new WebSocketClient(upgraded), reader);
        return upgraded;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            context.pipeline().remove(this);
            this.upgraded.trySuccess(null);
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            this.upgraded.tryFailure(new WebSocketHandshakeException("no answer to the WebSocket handshake"));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        this.upgraded.tryFailure(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        this.upgraded.tryFailure(new WebSocketHandshakeException("closed during the WebSocket handshake"));
        context.fireChannelInactive();
    }
}
