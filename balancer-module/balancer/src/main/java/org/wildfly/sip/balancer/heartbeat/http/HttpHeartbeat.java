/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import org.wildfly.sip.balancer.config.SettingException;
import org.wildfly.sip.balancer.heartbeat.Announcements;

/**
 * The HTTP server of the heartbeat: one thread, few short-lived connections, small messages. One message on each, as the nodes do it.
 */
public final class HttpHeartbeat implements AutoCloseable {
    private static final int MAX_BODY = 16 * 1024;
    private static final int MAX_CONNECTIONS = 256;
    private static final int PATIENCE_SECONDS = 3;
    private static final long FAREWELL_SECONDS = 2;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1,
            new DefaultThreadFactory("SIP balancer HTTP heartbeat", true), NioIoHandler.newFactory());
    private final ChannelGroup connections = new DefaultChannelGroup(this.loop.next());
    private final Conversation conversation;
    private final Channel server;

    /**
     * Listens.
     *
     * @throws IOException if the address cannot be bound; its message says which and why
     */
    public HttpHeartbeat(InetSocketAddress address, Announcements announcements) throws IOException {
        this.conversation = new Conversation(announcements);
        ChannelFuture bound = new ServerBootstrap().group(this.loop).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true).option(ChannelOption.SO_BACKLOG, MAX_CONNECTIONS)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                }).bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            this.loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw SettingException.port("HTTP heartbeats on TCP", address, "heartbeatHttpPort", bound.cause());
        }
        this.server = bound.channel();
        HttpHeartbeatLogger.LOGGER.listening(address.getAddress().getHostAddress(), localAddress().getPort());
    }

    /** Where it listens. */
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) this.server.localAddress();
    }

    private void accept(Channel channel) {
        InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
        if (this.connections.size() >= MAX_CONNECTIONS || peer == null || !this.conversation.admits(peer.getAddress())) {
            channel.close();
            return;
        }
        this.connections.add(channel);
        // However slowly it sends, nobody holds a connection for long.
        channel.eventLoop().schedule(() -> channel.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        channel.pipeline().addLast(new HttpServerCodec(), new ClosingAggregator(MAX_BODY),
                new HttpHeartbeatHandler(this.conversation, peer.getAddress()));
    }

    /** Tells the nodes that the balancer stops, and ends. Waits some seconds at most. */
    @Override
    public void close() {
        InetSocketAddress address = localAddress();
        this.server.close().awaitUninterruptibly(FAREWELL_SECONDS, TimeUnit.SECONDS);
        Future<List<Session>> sessions = this.loop.next().submit(this.conversation::sessions);
        if (sessions.awaitUninterruptibly(FAREWELL_SECONDS, TimeUnit.SECONDS) && sessions.isSuccess()) {
            new Farewell(this.loop, address).send(sessions.getNow(), FAREWELL_SECONDS);
        }
        this.connections.close();
        this.loop.shutdownGracefully(0, FAREWELL_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly(FAREWELL_SECONDS, TimeUnit.SECONDS);
    }
}
