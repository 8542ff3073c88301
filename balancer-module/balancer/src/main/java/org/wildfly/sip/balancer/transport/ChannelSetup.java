/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import javax.net.ssl.SSLEngine;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.wildfly.sip.balancer.tls.Tls;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Puts into the channel of a connection what its transport needs, in the order in which bytes come: TLS, WebSocket, and what finds
 * messages. On the connection's loop.
 */
final class ChannelSetup {
    private final boolean secure;
    private final boolean webSocket;
    private final Tls tls;
    private final StreamThreads threads;
    private final ConnectionTable connections;
    private final Statistics statistics;
    private final int maxMessageSize;

    /**
     * @param tls may be null for a transport that is not encrypted
     */
    ChannelSetup(Transport transport, Tls tls, StreamThreads threads, ConnectionTable connections, Statistics statistics,
            int maxMessageSize) {
        this.secure = transport == Transport.TLS || transport == Transport.WSS;
        this.webSocket = transport == Transport.WS || transport == Transport.WSS;
        this.tls = tls;
        this.threads = threads;
        this.connections = connections;
        this.statistics = statistics;
        this.maxMessageSize = maxMessageSize;
    }

    /** For a connection that somebody else has made; what it returns is complete when messages can go. */
    Future<Void> server(Channel channel, Connection connection) {
        Future<Void> encrypted = secure(channel, connection, this.secure ? this.tls.serverEngine() : null);
        if (!this.webSocket) {
            return read(channel, connection, encrypted);
        }
        return WebSocketServer.add(channel.pipeline(), this.maxMessageSize, partial(connection), webSocketReader(connection));
    }

    /** For a connection that the balancer has made; what it returns is complete when messages can go. */
    Future<Void> client(Channel channel, Connection connection) {
        String host = connection.remote().getHostString();
        int port = connection.remote().getPort();
        Future<Void> encrypted = secure(channel, connection, this.secure ? this.tls.clientEngine(host, port) : null);
        if (!this.webSocket) {
            return read(channel, connection, encrypted);
        }
        return WebSocketClient.add(channel.pipeline(), connection.remote(), this.secure, this.maxMessageSize, webSocketReader(connection));
    }

    private PartialInput partial(Connection connection) {
        return new PartialInput(connection, this.threads.readBudget(), this.statistics);
    }

    private Future<Void> secure(Channel channel, Connection connection, SSLEngine engine) {
        if (engine == null) {
            return channel.newSucceededFuture();
        }
        SslHandler handler = new BoundedSslHandler(engine, this.threads.handshakes(), partial(connection));
        channel.pipeline().addLast(handler);
        Promise<Void> shaken = channel.eventLoop().newPromise();
        handler.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                shaken.setSuccess(null);
            } else {
                shaken.setFailure(done.cause());
            }
        });
        return shaken;
    }

    private Future<Void> read(Channel channel, Connection connection, Future<Void> encrypted) {
        channel.pipeline()
                .addLast(new StreamReader(connection, this.connections, this.threads.context(), this.statistics, this.threads.readBudget(),
                        this.maxMessageSize));
        return encrypted;
    }

    private WebSocketReader webSocketReader(Connection connection) {
        return new WebSocketReader(connection, this.threads.context(), this.statistics, this.threads.readBudget(), this.maxMessageSize);
    }
}
