/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
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
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseNotifier;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.forward.MessageProcessor;
import org.wildfly.sip.balancer.forward.RequestCopy;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * One port of a transport that has connections: those that come to it and those that are made from its host.
 */
final class StreamPort implements Listener {
    private static final int MAX_CONNECTING = 512;
    /** How long connecting may take if there is something else to try, in milliseconds. */
    private static final int IMPATIENCE = 1000;

    private final InetAddress host;
    private final BalancerConfiguration.Transports limits;
    private final Statistics statistics;
    private final StreamThreads threads;
    private final ConnectionTable connections;
    private final ChannelSetup setup;
    private final Undelivered undelivered;
    private final ConnectFailures failures;
    private final AtomicInteger connecting = new AtomicInteger();
    private final Channel server;
    private volatile ListeningPoint point;

    /**
     * Binds the port, without accepting connections yet; waits for that.
     *
     * @param setup for channels of the port's transport
     * @throws IOException if it cannot be bound
     */
    StreamPort(InetSocketAddress address, BalancerConfiguration.Transports limits, Statistics statistics, StreamThreads threads,
            ConnectionTable connections, ChannelSetup setup) throws IOException {
        this.host = address.getAddress();
        this.limits = limits;
        this.statistics = statistics;
        this.threads = threads;
        this.connections = connections;
        this.setup = setup;
        this.undelivered = new Undelivered(threads, statistics);
        this.failures = new ConnectFailures();
        ChannelFuture bound = bootstrap().bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw bound.cause() instanceof IOException e ? e : new IOException(bound.cause());
        }
        this.server = bound.channel();
    }

    private ServerBootstrap bootstrap() {
        return new ServerBootstrap().group(this.threads.group()).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true).option(ChannelOption.SO_BACKLOG, 1024)
                // Nothing is accepted before there is somebody to process it.
                .option(ChannelOption.AUTO_READ, false).childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
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
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null || this.connections.size(this.point.leg()) >= this.limits.maxConnections()) {
            this.statistics.count(Counter.CONNECTION_LIMIT);
            channel.close();
            return;
        }
        Connection connection = connection(remote, channel.eventLoop());
        this.connections.add(connection);
        open(connection, channel, false, this.setup.server(channel, connection));
    }

    /** Sends a message; see {@link org.wildfly.sip.balancer.forward.Outbound#sendStream}. */
    boolean send(InetSocketAddress to, long flow, ByteWriter message, RequestCopy elsewhere) {
        Connection connection = this.connections.find(flow, to);
        connection = connection == null ? this.connections.find(this.point, to) : connection;
        connection = connection == null ? connect(to, elsewhere != null) : connection;
        if (connection == null) {
            this.statistics.count(Counter.CONGESTED);
        }
        return connection != null && connection.send(message, elsewhere);
    }

    /** A connection that is being made, perhaps by another thread; null if there are too many. */
    private Connection connect(InetSocketAddress to, boolean impatient) {
        if (this.connections.size(this.point.leg()) >= this.limits.maxConnections() || this.connecting.get() >= MAX_CONNECTING) {
            return null;
        }
        int patience = (int) this.limits.connectTimeout().toMillis();
        EventLoop loop = this.threads.group().next();
        Connection connection = connection(to, loop);
        Connection other = this.connections.addUnlessThere(connection);
        if (other != null) {
            return other;
        }
        this.connecting.incrementAndGet();
        Promise<Void> shaken = loop.newPromise();
        new Bootstrap().group(loop).channel(NioSocketChannel.class).option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, impatient ? Math.min(IMPATIENCE, patience) : patience)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        // Handshakes begin as soon as the connection is there.
                        PromiseNotifier.cascade(StreamPort.this.setup.client(channel, connection), shaken);
                    }
                }).connect(to, new InetSocketAddress(this.host, 0)).addListener((ChannelFutureListener) future -> {
                    this.connecting.decrementAndGet();
                    if (future.isSuccess()) {
                        open(connection, future.channel(), true, shaken);
                    } else {
                        this.failures.tell(to, this.point.transport(), future.cause());
                        gone(connection);
                    }
                });
        return connection;
    }

    private Connection connection(InetSocketAddress remote, EventLoop loop) {
        return new Connection(this.connections.newFlow(), this.point, remote, loop, this.undelivered,
                new Unsent(this.threads.writeBudget()),
                this.limits.idleTimeout().toNanos());
    }

    /**
     * @param made   true if this side has made the connection
     * @param shaken is complete when messages can go
     */
    private void open(Connection connection, Channel channel, boolean made, Future<?> shaken) {
        connection.open(channel);
        channel.closeFuture().addListener(closed -> gone(connection));
        shaken.addListener(done -> {
            if (done.isSuccess()) {
                connection.ready(made);
            } else {
                this.statistics.count(Counter.HANDSHAKE_FAILED);
                if (made) {
                    this.failures.tell(connection.remote(), this.point.transport(), done.cause());
                }
                channel.close();
            }
        });
    }

    private void gone(Connection connection) {
        this.connections.remove(connection);
        connection.closed();
    }

    @Override
    public void close(Duration limit) {
        this.server.close().awaitUninterruptibly(limit.toMillis());
    }
}
