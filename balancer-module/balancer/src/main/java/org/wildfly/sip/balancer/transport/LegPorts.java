/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.ChannelFuture;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.forward.MessageProcessor;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * The ports of one leg: UDP and TCP, of the same number.
 */
final class LegPorts {
    private static final int TRIES = 20;

    private final Leg leg;
    private final InetAddress host;
    private final TcpTransport tcp;
    private final UdpTransport udp;

    /**
     * @throws IOException if a port cannot be bound
     */
    LegPorts(Leg leg, BalancerConfiguration.Address address, BalancerConfiguration.Transports limits, Statistics statistics,
            TcpThreads threads, AtomicLong flows)
            throws IOException {
        this.leg = leg;
        this.host = address.host();
        this.tcp = new TcpTransport(leg, address.host(), limits, statistics, threads, flows);
        this.udp = bind(address, limits, statistics);
        this.udp.checkReceiveBuffer(limits.udpReceiveBufferSize());
    }

    /** Binds both; if any free port will do, tries until one is free for both. */
    private UdpTransport bind(BalancerConfiguration.Address address, BalancerConfiguration.Transports limits, Statistics statistics)
            throws IOException {
        for (int tries = address.port() == 0 ? TRIES : 1;; tries--) {
            UdpTransport bound;
            try {
                bound = new UdpTransport(this.leg, address.host(), address.port(), limits, statistics);
            } catch (IOException e) {
                throw cannotBind("UDP", address.port(), e);
            }
            ChannelFuture tcpBound = this.tcp.bind(bound.port());
            if (tcpBound.isSuccess()) {
                return bound;
            }
            bound.close();
            if (tries == 1) {
                throw cannotBind("TCP", bound.port(), tcpBound.cause());
            }
        }
    }

    private IOException cannotBind(String transport, int port, Throwable cause) {
        IOException e = new BindException(
                "cannot listen on " + transport + ' ' + this.host.getHostAddress() + ':' + port + ": " + cause.getMessage());
        e.initCause(cause);
        return e;
    }

    Leg leg() {
        return this.leg;
    }

    InetAddress host() {
        return this.host;
    }

    int port() {
        return this.udp.port();
    }

    int connections() {
        return this.tcp.size();
    }

    UdpTransport udp() {
        return this.udp;
    }

    TcpTransport tcp() {
        return this.tcp;
    }

    void start(MessageProcessor processor) {
        this.udp.start(processor);
        this.tcp.start();
    }

    void close(Duration limit) {
        this.udp.close(limit);
        this.tcp.close(limit);
    }
}
