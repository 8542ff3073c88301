/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.ScheduledFuture;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.forward.MessageProcessor;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * One port of a transport that has connections: those that come to it and those that are made from its host.
 */
final class StreamPort implements Listener {
    private static final int MAX_CONNECTING = 512;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final InetAddress host;
    private final BalancerConfiguration.Transports limits;
    private final Statistics statistics;
    private final StreamThreads threads;
    private final ConnectionTable connections;
    private final AtomicInteger connecting = new AtomicInteger();
    private final Channel server;
    private volatile ListeningPoint point;

    /**
     * Binds the port, without accepting connections yet; waits for that.
     *
     * @throws IOException if it cannot be bound
     */
    StreamPort(InetSocketAddress address, BalancerConfiguration.Transports limits, Statistics statistics, StreamThreads threads,
            ConnectionTable connections) throws IOException {
        this.host = address.getAddress();
        this.limits = limits;
        this.statistics = statistics;
        this.threads = threads;
        this.connections = connections;
        ChannelFuture bound = bootstrap().bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw bound.cause() instanceof IOException e ? e : new IOException(bound.cause());
        }
        this.server = bound.channel();
    }

    private ServerBootstrap bootstrap() {
        return new ServerBootstrap().group(this.threads.group()).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024).option(ChannelOption.AUTO_READ, false).childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                // Nothing is read before there is somebody to process it.
                .childOption(ChannelOption.AUTO_READ, false).childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accepted(channel);
                    }
                });
    }

    @Override
    public int port() {
        return ((InetSocketAddress) this.server.localAddress()).getPort();
    }

    /** Accepts connections from now on. */
    @Override
    public void start(ListeningPoint point, Supplier<MessageProcessor> processors) {
        this.point = point;
        this.server.config().setAutoRead(true);
    }

    private void accepted(SocketChannel channel) {
        if (this.connections.size() >= this.limits.maxConnections() || channel.remoteAddress() == null) {
            this.statistics.count(Counter.CONNECTION_LIMIT);
            channel.close();
            return;
        }
        Connection connection = new Connection(this.connections.newFlow(), this.point, channel.remoteAddress(), channel.eventLoop(),
                this.statistics,
                this::undeliverable);
        this.connections.add(connection);
        open(connection, channel);
    }

    /** Sends a message; see {@link org.wildfly.sip.balancer.forward.Outbound#sendStream}. */
    void send(InetSocketAddress to, long flow, ByteWriter message) {
        Connection connection = this.connections.find(flow, to);
        connection = connection == null ? this.connections.find(this.point, to) : connection;
        connection = connection == null ? connect(to) : connection;
        if (connection == null) {
            this.statistics.count(Counter.CONGESTED);
        } else {
            connection.send(message);
        }
    }

    /** A connection that is being made, or null if there are too many. Two threads may be about to make one to the same address. */
    private synchronized Connection connect(InetSocketAddress to) {
        Connection existing = this.connections.find(this.point, to);
        if (existing != null) {
            return existing;
        }
        if (this.connections.size() >= this.limits.maxConnections() || this.connecting.get() >= MAX_CONNECTING) {
            return null;
        }
        EventLoop loop = this.threads.group().next();
        Connection connection = new Connection(this.connections.newFlow(), this.point, to, loop, this.statistics, this::undeliverable);
        this.connections.add(connection);
        this.connecting.incrementAndGet();
        new Bootstrap().group(loop).channel(NioSocketChannel.class).option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) this.limits.connectTimeout().toMillis())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .option(ChannelOption.AUTO_READ, false).handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        // What reads is added when the connection is there.
                    }
                }).connect(to, new InetSocketAddress(this.host, 0)).addListener((ChannelFutureListener) future -> {
                    this.connecting.decrementAndGet();
                    if (future.isSuccess()) {
                        open(connection, future.channel());
                    } else {
                        failed(connection);
                    }
                });
        return connection;
    }

    private void open(Connection connection, Channel channel) {
        StreamReader reader = new StreamReader(connection, this.connections, this.threads.processor(), this.statistics,
                this.threads.budget(), this.limits.maxMessageSize());
        channel.pipeline().addLast(reader);
        ScheduledFuture<?> watch = channel.eventLoop().scheduleWithFixedDelay(() -> {
            long now = System.nanoTime();
            if (reader.isStuck(now) || now - connection.lastHeard() > this.limits.idleTimeout().toNanos()) {
                channel.close();
            }
        }, 10, 10, TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> {
            watch.cancel(false);
            failed(connection);
        });
        connection.connected(channel);
        channel.config().setAutoRead(true);
    }

    /** The connection is gone, or was never there. */
    private void failed(Connection connection) {
        this.connections.remove(connection);
        connection.closed();
    }

    private void undeliverable(Connection connection, byte[] message) {
        this.threads.processor().undeliverable(this.point, connection.remote(), message);
    }

    @Override
    public void close(Duration limit) {
        this.server.close().awaitUninterruptibly(limit.toMillis());
    }
}
