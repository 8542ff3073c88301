/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.probe;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import org.wildfly.sip.balancer.message.RetryAfter;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The sockets of the prober: one for UDP per kind of address, one for TCP per probe. They are its own, so that probes are never among the
 * messages of calls. For one thread.
 */
final class ProbeSockets implements AutoCloseable {
    private static final int MAX_ANSWER = 8192;

    /** Gets the answers. */
    interface Answers {
        /**
         * A node has answered.
         *
         * @param token      of the probe
         * @param busy       true if it says that it is too busy
         * @param retryAfter for how many seconds, or {@link RetryAfter#NONE}
         */
        void answered(long token, boolean busy, int retryAfter);
    }

    private final InetAddress host;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(MAX_ANSWER);
    private final ProbeMessages messages = new ProbeMessages();
    private final Answers answers;
    private DatagramChannel udp4;
    private DatagramChannel udp6;

    /**
     * @param host    the address from which nodes are asked, if they have one of its kind
     * @param answers gets the answers
     */
    ProbeSockets(InetAddress host, Answers answers) throws IOException {
        this.host = host;
        this.answers = answers;
    }

    /** Asks over UDP. */
    void sendUdp(long token, InetSocketAddress to) throws IOException {
        DatagramChannel channel = udp(isV4(to.getAddress()));
        InetSocketAddress from = (InetSocketAddress) channel.getLocalAddress();
        channel.send(ByteBuffer.wrap(ProbeMessages.request(token, Transport.UDP, from, to)), to);
    }

    /** Asks over TCP, as soon as the connection is there. */
    void sendTcp(long token, InetSocketAddress to) throws IOException {
        SocketChannel channel = SocketChannel.open(family(isV4(to.getAddress())));
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (isV4(this.host) == isV4(to.getAddress())) {
                channel.bind(new InetSocketAddress(this.host, 0));
            }
            channel.configureBlocking(false);
            SelectionKey key = channel.register(this.selector, SelectionKey.OP_CONNECT, new TcpProbe(token, to));
            if (channel.connect(to)) {
                connected(key, channel);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Waits for answers, but not longer than some milliseconds. */
    void await(long millis) throws IOException {
        this.selector.select(this::ready, millis);
    }

    /** Ends the TCP probe of a token, if there is one. */
    void forget(long token) {
        for (SelectionKey key : this.selector.keys()) {
            if (key.attachment() instanceof TcpProbe probe && probe.token == token) {
                closeQuietly(key.channel());
            }
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.channel() instanceof DatagramChannel datagrams) {
                for (this.buffer.clear(); datagrams.receive(this.buffer) != null; this.buffer.clear()) {
                    answer(this.buffer.array(), this.buffer.position());
                }
            } else if (key.isConnectable()) {
                SocketChannel channel = (SocketChannel) key.channel();
                if (channel.finishConnect()) {
                    connected(key, channel);
                }
            } else {
                read(key, (SocketChannel) key.channel());
            }
        } catch (IOException e) {
            // No answer will come; that is found when it is late.
            if (!(key.channel() instanceof DatagramChannel)) {
                closeQuietly(key.channel());
            }
        }
    }

    private void connected(SelectionKey key, SocketChannel channel) throws IOException {
        TcpProbe probe = (TcpProbe) key.attachment();
        key.interestOps(SelectionKey.OP_READ);
        // A fresh connection takes these few bytes at once.
        channel.write(ByteBuffer.wrap(ProbeMessages.request(probe.token, Transport.TCP, (InetSocketAddress) channel.getLocalAddress(),
                probe.to)));
    }

    private void read(SelectionKey key, SocketChannel channel) throws IOException {
        TcpProbe probe = (TcpProbe) key.attachment();
        boolean ended = channel.read(probe.answer) < 0;
        boolean answered = answer(probe.answer.array(), probe.answer.position());
        if (ended || answered || !probe.answer.hasRemaining()) {
            channel.close();
        }
    }

    private boolean answer(byte[] bytes, int length) {
        long token = this.messages.answered(bytes, length);
        if (token != ProbeMessages.NONE) {
            this.answers.answered(token, this.messages.isBusy(), this.messages.retryAfter());
        }
        return token != ProbeMessages.NONE;
    }

    private DatagramChannel udp(boolean v4) throws IOException {
        if (v4) {
            this.udp4 = this.udp4 == null ? openUdp(true) : this.udp4;
        } else {
            this.udp6 = this.udp6 == null ? openUdp(false) : this.udp6;
        }
        return v4 ? this.udp4 : this.udp6;
    }

    private DatagramChannel openUdp(boolean v4) throws IOException {
        DatagramChannel channel = DatagramChannel.open(family(v4));
        InetAddress own = isV4(this.host) == v4 ? this.host : InetAddress.getByAddress(new byte[v4 ? 4 : 16]);
        channel.bind(new InetSocketAddress(own, 0)).configureBlocking(false);
        channel.register(this.selector, SelectionKey.OP_READ);
        return channel;
    }

    private static StandardProtocolFamily family(boolean v4) {
        return v4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }

    private static boolean isV4(InetAddress address) {
        return address instanceof Inet4Address;
    }

    @Override
    public void close() {
        this.selector.keys().stream().map(SelectionKey::channel).forEach(ProbeSockets::closeQuietly);
        try {
            this.selector.close();
        } catch (IOException e) {
            ProbeLogger.LOGGER.debug("Closing failed", e);
        }
    }

    private static void closeQuietly(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            ProbeLogger.LOGGER.debug("Closing failed", e);
        }
    }

    private static final class TcpProbe {
        private final long token;
        private final InetSocketAddress to;
        private final ByteBuffer answer = ByteBuffer.allocate(MAX_ANSWER);

        TcpProbe(long token, InetSocketAddress to) {
            this.token = token;
            this.to = to;
        }
    }
}
