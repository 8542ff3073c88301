/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.util.List;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * Takes the request of a client that wants to speak SIP over WebSocket (RFC 6455 section 4.2, RFC 7118 section 4), whatever its path. A
 * request for anything else is refused. The Origin of a request is not looked at: it proves nothing.
 */
final class WebSocketServer extends SimpleChannelInboundHandler<FullHttpRequest> {
    static final String SUBPROTOCOL = "sip";
    /** Of an HTTP request's or response's body, which nobody needs. */
    private static final int MAX_BODY = 8192;

    private final int maxMessageSize;
    private final PartialInput partial;
    private final Promise<Void> upgraded;

    private WebSocketServer(int maxMessageSize, PartialInput partial, Promise<Void> upgraded) {
        this.maxMessageSize = maxMessageSize;
        this.partial = partial;
        this.upgraded = upgraded;
    }

    /** Adds to a pipeline what the handshake needs, and what reads after it; what it returns is complete when messages can go. */
    static Future<Void> add(ChannelPipeline pipeline, int maxMessageSize, PartialInput partial, WebSocketReader reader) {
        Promise<Void> upgraded = pipeline.channel().eventLoop().newPromise();
        pipeline.addLast(new HttpServerCodec(), new HttpObjectAggregator(MAX_BODY), new WebSocketServer(maxMessageSize, partial, upgraded),
                reader);
        return upgraded;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            refuse(context, HttpResponseStatus.BAD_REQUEST);
        } else if (!request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            refuse(context, HttpResponseStatus.UPGRADE_REQUIRED);
        } else if (!offersSip(request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL))) {
            refuse(context, HttpResponseStatus.BAD_REQUEST);
        } else {
            upgrade(context, request);
        }
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
        if (!WebSocketVersion.V13.toHttpHeaderValue().equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel()).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        WebSocketServerHandshaker handshaker = handshaker(request.uri());
        try {
            handshaker.handshake(context.channel(), request).addListener(done -> {
                if (done.isSuccess()) {
                    context.pipeline().remove(this);
                    this.upgraded.trySuccess(null);
                } else {
                    this.upgraded.tryFailure(done.cause());
                }
            });
        } catch (WebSocketHandshakeException e) {
            refuse(context, HttpResponseStatus.BAD_REQUEST);
        }
    }

    private WebSocketServerHandshaker handshaker(String uri) {
        WebSocketDecoderConfig limits = WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(this.maxMessageSize).build();
        return new WebSocketServerHandshaker13(uri, SUBPROTOCOL, limits) {
            @Override
            protected WebSocketFrameDecoder newWebsocketDecoder() {
                return new BoundedFrameDecoder(limits, WebSocketServer.this.partial);
            }
        };
    }

    private static boolean offersSip(List<String> offers) {
        for (String offer : offers) {
            for (String protocol : offer.split(",")) {
                if (protocol.strip().equals(SUBPROTOCOL)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void refuse(ChannelHandlerContext context, HttpResponseStatus status) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status == HttpResponseStatus.UPGRADE_REQUIRED) {
            response.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        }
        context.writeAndFlush(response).addListener(done -> {
            this.upgraded.tryFailure(new WebSocketHandshakeException("refused with " + status));
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        this.upgraded.tryFailure(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        this.upgraded.cancel(false);
        context.fireChannelInactive();
    }
}
