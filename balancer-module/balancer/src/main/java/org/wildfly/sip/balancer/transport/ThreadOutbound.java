/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Function;

import org.wildfly.sip.balancer.forward.Arrival;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.forward.Outbound;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Sends what one thread forwards.
 */
final class ThreadOutbound implements Outbound {
    /** The longest payload of a datagram over IPv4. */
    private static final int MAX_DATAGRAM = 65_507;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM);
    private final Function<Leg, LegPorts> ports;
    private final NameResolver resolver;
    private final Statistics statistics;

    ThreadOutbound(Function<Leg, LegPorts> ports, NameResolver resolver, Statistics statistics) {
        this.ports = ports;
        this.resolver = resolver;
        this.statistics = statistics;
    }

    @Override
    public void sendUdp(Leg leg, InetSocketAddress to, ByteWriter message) {
        this.ports.apply(leg).udp().send(to, message, this.buffer);
    }

    @Override
    public void sendTcp(Leg leg, InetSocketAddress to, long flow, ByteWriter message) {
        this.ports.apply(leg).tcp().send(to, flow, message);
    }

    @Override
    public void sendToName(Leg leg, Transport transport, String host, int port, ByteWriter message) {
        ByteWriter copy = new ByteWriter(message.length()).put(message.bytes(), 0, message.length());
        this.resolver.resolve(host, address -> {
            InetSocketAddress to = new InetSocketAddress(address, port);
            if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
                this.statistics.count(Counter.NO_NEXT_HOP);
            } else if (transport == Transport.UDP) {
                // Not this thread's buffer: another one may be here.
                this.ports.apply(leg).udp().send(to, copy, ByteBuffer.allocate(copy.length()));
            } else {
                this.ports.apply(leg).tcp().send(to, Arrival.NO_FLOW, copy);
            }
        });
    }
}
