/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

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
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * One TCP port: the connections that come to it and those that are made from its host.
 */
final class TcpTransport {
    private static final int MAX_CONNECTING = 512;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final Leg leg;
    private final InetAddress host;
    private final BalancerConfiguration.Transports limits;
    private final Statistics statistics;
    private final TcpThreads threads;
    private final ConnectionTable connections = new ConnectionTable();
    private final AtomicLong flows;
    private final AtomicInteger connecting = new AtomicInteger();
    private Channel server;

    /**
     * @param flows gives connections their numbers, no number to two connections of a balancer
     */
    TcpTransport(Leg leg, InetAddress host, BalancerConfiguration.Transports limits, Statistics statistics, TcpThreads threads,
            AtomicLong flows) {
        this.leg = leg;
        this.host = host;
        this.limits = limits;
        this.statistics = statistics;
        this.threads = threads;
        this.flows = flows;
    }

    /** Binds the port, without accepting connections yet; waits for that. */
    ChannelFuture bind(int port) {
        ServerBootstrap bootstrap = new ServerBootstrap().group(this.threads.group()).channel(NioServerSocketChannel.class)
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
        ChannelFuture bound = bootstrap.bind(this.host, port).awaitUninterruptibly();
        this.server = bound.channel();
        return bound;
    }

    /** Accepts connections from now on. */
    void start() {
        this.server.config().setAutoRead(true);
    }

    private void accepted(SocketChannel channel) {
        if (this.connections.size() >= this.limits.maxConnections() || channel.remoteAddress() == null) {
            this.statistics.count(Counter.CONNECTION_LIMIT);
            channel.close();
            return;
        }
        Connection connection = new Connection(this.flows.incrementAndGet(), this.leg, channel.remoteAddress(), channel.eventLoop(),
                this.statistics,
                this::undeliverable);
        this.connections.add(connection);
        open(connection, channel);
    }

    /** Sends a message; see {@link org.wildfly.sip.balancer.forward.Outbound#sendTcp}. */
    void send(InetSocketAddress to, long flow, ByteWriter message) {
        Connection connection = this.connections.find(flow, to);
        connection = connection == null ? this.connections.find(to) : connection;
        if (connection == null || connection.isClosed()) {
            connection = connect(to);
        }
        if (connection == null) {
            this.statistics.count(Counter.CONGESTED);
        } else {
            byte[] copy = new byte[message.length()];
            System.arraycopy(message.bytes(), 0, copy, 0, copy.length);
            connection.send(copy);
        }
    }

    /** A connection that is being made, or null if there are too many. Two threads may be about to make one to the same address. */
    private synchronized Connection connect(InetSocketAddress to) {
        Connection existing = this.connections.find(to);
        if (existing != null && !existing.isClosed()) {
            return existing;
        }
        if (this.connections.size() >= this.limits.maxConnections() || this.connecting.get() >= MAX_CONNECTING) {
            return null;
        }
        EventLoop loop = this.threads.group().next();
        Connection connection = new Connection(this.flows.incrementAndGet(), this.leg, to, loop, this.statistics, this::undeliverable);
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
        this.threads.processor().undeliverable(this.leg, connection.remote(), message);
    }

    /** How many connections there are. */
    int size() {
        return this.connections.size();
    }

    /** Closes the port and all connections; waits for the port. */
    void close(Duration limit) {
        if (this.server != null) {
            this.server.close().awaitUninterruptibly(limit.toMillis());
        }
        this.connections.all().forEach(Connection::close);
    }
}
