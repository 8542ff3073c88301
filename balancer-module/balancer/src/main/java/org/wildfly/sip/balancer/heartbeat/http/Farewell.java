/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * Tells nodes that the balancer stops, so that they look for another, or for this one when it is back.
 */
final class Farewell {
    private final EventLoopGroup loop;
    private final InetSocketAddress balancer;

    /**
     * @param balancer where nodes have sent their heartbeats
     */
    Farewell(EventLoopGroup loop, InetSocketAddress balancer) {
        this.loop = loop;
        this.balancer = balancer;
    }

    /** Tells all nodes that want to know. Waits until each has answered or closed, but not longer than the limit. */
    void send(List<Session> sessions, long limitSeconds) {
        List<Session> wanting = sessions.stream().filter(session -> session.port() > 0).toList();
        CountDownLatch answers = new CountDownLatch(wanting.size());
        for (Session session : wanting) {
            InetAddress node = session.announced().node().addresses().values().iterator().next().getAddress();
            tell(new InetSocketAddress(node, session.port()), answers);
        }
        try {
            if (!answers.await(limitSeconds, TimeUnit.SECONDS)) {
                HttpHeartbeatLogger.LOGGER.debugf("%d nodes have not answered that the balancer stops", answers.getCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(InetSocketAddress node, CountDownLatch answers) {
        byte[] request = request(node).getBytes(StandardCharsets.US_ASCII);
        new Bootstrap().group(this.loop).channel(NioSocketChannel.class).handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new Waiting());
                channel.closeFuture().addListener(closed -> answers.countDown());
            }
        }).connect(node).addListener(connected -> {
            if (connected.isSuccess()) {
                ((ChannelFuture) connected).channel().writeAndFlush(Unpooled.wrappedBuffer(request));
            }
        });
    }

    private String request(InetSocketAddress node) {
        String host = host(node.getAddress());
        String body = "{\"stop\":{\"ipAddress\":\"" + this.balancer.getAddress().getHostAddress() + "\",\"port\":"
                + this.balancer.getPort() + "}}";
        return "POST / HTTP/1.1\r\nHost: " + host + ':' + node.getPort()
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String host(InetAddress address) {
        return address.getAddress().length == 4 ? address.getHostAddress() : '[' + address.getHostAddress() + ']';
    }

    /** What the node says does not matter; that it says something does. */
    private static final class Waiting extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf answer) {
            context.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
