/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.wildfly.sip.balancer.BalancerLogger;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.forward.MessageProcessor;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * A blocking socket with a thread of its own that receives and processes one datagram after the other, so that none overtakes another. Any
 * thread may send from it.
 */
final class UdpSocket {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final DatagramChannel channel;
    private final Statistics statistics;
    private final int maxMessageSize;
    private final int port;
    private final int receiveBuffer;
    private Thread thread;
    private volatile boolean closed;

    /**
     * @param shared true if other sockets of this process have the same port
     */
    UdpSocket(InetSocketAddress address, boolean shared, BalancerConfiguration.Transports limits, Statistics statistics)
            throws IOException {
        this.statistics = statistics;
        this.maxMessageSize = Math.min(65_535, limits.maxMessageSize());
        this.channel = DatagramChannel
                .open(address.getAddress() instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            if (shared) {
                this.channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            this.channel.setOption(StandardSocketOptions.SO_RCVBUF, limits.udpReceiveBufferSize());
            this.channel.setOption(StandardSocketOptions.SO_SNDBUF, limits.udpSendBufferSize());
            this.channel.bind(address);
            this.receiveBuffer = this.channel.getOption(StandardSocketOptions.SO_RCVBUF);
            this.port = ((InetSocketAddress) this.channel.getLocalAddress()).getPort();
        } catch (IOException e) {
            this.channel.close();
            throw e;
        }
    }

    int port() {
        return this.port;
    }

    /** How many bytes the system keeps for it at most. */
    int receiveBuffer() {
        return this.receiveBuffer;
    }

    /** Takes messages from now on. */
    void start(ListeningPoint point, MessageProcessor processor, String name) {
        this.thread = new Thread(() -> receive(point, processor), name);
        this.thread.start();
    }

    /**
     * Sends a datagram; false if the system refuses it.
     *
     * @param buffer where the message is copied for the system; of the calling thread alone
     */
    boolean send(InetSocketAddress to, ByteWriter message, ByteBuffer buffer) {
        buffer.clear();
        if (message.length() > buffer.remaining()) {
            this.statistics.count(Counter.OVERSIZE);
            return false;
        }
        buffer.put(message.bytes(), 0, message.length()).flip();
        try {
            if (this.channel.send(buffer, to) > 0) {
                return true;
            }
            this.statistics.count(Counter.SEND_FAILED);
        } catch (IOException | RuntimeException e) {
            // Too long, unreachable, another family of addresses: the datagram's failure. Counted, since it can come with each message.
            this.statistics.count(Counter.SEND_FAILED);
        }
        return false;
    }

    private void receive(ListeningPoint point, MessageProcessor processor) {
        // One byte more than is allowed, so that a longer datagram can be told from one that just fits.
        ByteBuffer buffer = ByteBuffer.allocateDirect(this.maxMessageSize + 1);
        byte[] bytes = new byte[this.maxMessageSize + 1];
        boolean failing = false;
        while (!this.closed) {
            try {
                buffer.clear();
                InetSocketAddress source = (InetSocketAddress) this.channel.receive(buffer);
                failing = false;
                int length = buffer.flip().remaining();
                buffer.get(bytes, 0, length);
                accept(point, processor, source, bytes, length);
            } catch (IOException e) {
                failing = pause(failing, e);
            } catch (RuntimeException | Error e) {
                // The thread must not end, whatever a message brings about.
                if (this.statistics.get(Counter.INTERNAL_ERROR) == 0) {
                    BalancerLogger.LOGGER.internalError(e);
                }
                this.statistics.count(Counter.INTERNAL_ERROR);
            }
        }
    }

    private void accept(ListeningPoint point, MessageProcessor processor, InetSocketAddress source, byte[] bytes, int length) {
        if (length > this.maxMessageSize) {
            this.statistics.count(Counter.OVERSIZE);
        } else if (isKeepAlive(bytes, length)) {
            this.statistics.count(Counter.KEEP_ALIVES);
        } else {
            processor.datagram(point, source, bytes, 0, length);
        }
    }

    /** Phones keep their NAT open with datagrams of nothing, of line ends, or of four zeros. */
    private static boolean isKeepAlive(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] != '\r' && bytes[i] != '\n' && (bytes[i] != 0 || length > 4)) {
                return false;
            }
        }
        return true;
    }

    /** The thread must not end, nor spin, as long as the socket is wanted. */
    private boolean pause(boolean failing, IOException cause) {
        if (!this.closed && !failing) {
            BalancerLogger.LOGGER.receiveFailed(this.port, cause);
        }
        LockSupport.parkNanos(PAUSE);
        return true;
    }

    private void close() {
        this.closed = true;
        try {
            this.channel.close();
        } catch (IOException e) {
            BalancerLogger.LOGGER.debug("Closing a UDP port failed", e);
        }
    }

    /** Closes the socket and waits for the end of its thread. */
    void close(Duration limit) {
        close();
        if (this.thread == null) {
            return;
        }
        try {
            this.thread.join(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
