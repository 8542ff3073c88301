/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.forward.Outbound;
import org.wildfly.sip.balancer.forward.RequestCopy;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * Sends what one thread forwards.
 */
final class ThreadOutbound implements Outbound {
    /** The longest payload of a datagram over IPv4. */
    private static final int MAX_DATAGRAM = 65_507;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM);
    private final Ports ports;
    private final Streams streams;
    private final Statistics statistics;
    private final int thread;

    /**
     * @param thread  its number, from 0
     * @param streams null if there are none
     */
    ThreadOutbound(Ports ports, Streams streams, Statistics statistics, int thread) {
        this.ports = ports;
        this.streams = streams;
        this.statistics = statistics;
        this.thread = thread;
    }

    @Override
    public boolean sendUdp(ListeningPoint from, InetSocketAddress to, ByteWriter message) {
        return ((UdpPort) this.ports.listener(from)).send(to, message, this.buffer, this.thread);
    }

    @Override
    public boolean sendStream(ListeningPoint from, InetSocketAddress to, long flow, ByteWriter message, RequestCopy elsewhere) {
        return ((StreamPort) this.ports.listener(from)).send(to, flow, message, elsewhere);
    }

    @Override
    public long flowTo(ListeningPoint from, InetSocketAddress to) {
        return this.streams.flowTo(from, to);
    }

    @Override
    public ListeningPoint flow(long flow) {
        return this.streams == null ? null : this.streams.flow(flow);
    }

    @Override
    public void sendFlow(long flow, ByteWriter message) {
        this.streams.sendFlow(flow, message);
    }
}
