/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.wildfly.sip.balancer.BalancerLogger;
import org.wildfly.sip.balancer.config.BalancerConfiguration.Transports;
import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.forward.MessageProcessor;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * A UDP port: one socket, or as many as there are threads to share its load. The system gives all that one sender sends to one of them, so
 * that it stays in order.
 */
final class UdpPort implements Listener {
    private final List<UdpSocket> sockets = new ArrayList<>();
    private final int wantedReceiveBuffer;

    UdpPort(InetSocketAddress address, Transports limits, Statistics statistics) throws IOException {
        this.wantedReceiveBuffer = limits.udpReceiveBufferSize();
        boolean shared = limits.udpThreads() > 1;
        InetSocketAddress chosen = shared ? free(address) : address;
        try {
            while (this.sockets.size() < limits.udpThreads()) {
                this.sockets.add(new UdpSocket(chosen, shared, limits, statistics));
            }
        } catch (IOException e) {
            close(Duration.ZERO);
            throw e;
        }
    }

    /** The address, if nobody has it: a port that may be shared could be shared with another balancer, too. */
    private static InetSocketAddress free(InetSocketAddress address) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            if (!channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
                throw new IOException("this system cannot share a port (SO_REUSEPORT), udpThreads has to be 1");
            }
            return (InetSocketAddress) channel.bind(address).getLocalAddress();
        }
    }

    @Override
    public int port() {
        return this.sockets.get(0).port();
    }

    @Override
    public void start(ListeningPoint point, Supplier<MessageProcessor> processors) {
        int receiveBuffer = this.sockets.get(0).receiveBuffer();
        if (receiveBuffer < this.wantedReceiveBuffer) {
            BalancerLogger.LOGGER.smallReceiveBuffer(port(), receiveBuffer, this.wantedReceiveBuffer);
        }
        for (int i = 0; i < this.sockets.size(); i++) {
            String number = this.sockets.size() == 1 ? "" : " (" + (i + 1) + ')';
            this.sockets.get(i).start(point, processors.get(), "SIP balancer UDP " + port() + number);
        }
    }

    /**
     * Sends a datagram; false if the system refuses it.
     *
     * @param buffer where the message is copied for the system; of the calling thread alone
     * @param thread the number of the calling thread: threads do not wait for each other as long as there is a socket for each
     */
    boolean send(InetSocketAddress to, ByteWriter message, ByteBuffer buffer, int thread) {
        return this.sockets.get(thread % this.sockets.size()).send(to, message, buffer);
    }

    /** Closes the sockets and waits for the end of their threads. */
    @Override
    public void close(Duration limit) {
        this.sockets.forEach(socket -> socket.close(limit));
    }
}
