/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

import org.wildfly.sip.balancer.config.BalancerConfiguration.Transports;
import org.wildfly.sip.balancer.forward.Arrival;
import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.forward.MessageProcessor;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.wildfly.sip.balancer.tls.Tls;
import org.wildfly.sip.heartbeat.Transport;

/**
 * All that has connections: their threads, their table, and the ports of the transports that have them. There is none if the balancer
 * only has UDP. For any thread.
 */
final class Streams {
    private final Transports limits;
    private final Statistics statistics;
    private final Tls tls;
    private final StreamThreads threads;
    private final ConnectionTable connections = new ConnectionTable();

    /**
     * @param tls        null if nothing is encrypted
     * @param processors makes a processor for each thread
     */
    Streams(Transports limits, Tls tls, Statistics statistics, Supplier<MessageProcessor> processors) {
        this.limits = limits;
        this.statistics = statistics;
        this.tls = tls;
        this.threads = new StreamThreads(limits.tcpThreads(), limits.maxMessageSize(), processors);
        this.threads.sweep(this.connections);
    }

    /**
     * Binds a port, without accepting connections yet; waits for that.
     *
     * @throws IOException if it cannot be bound
     */
    StreamPort bind(Transport transport, InetSocketAddress address) throws IOException {
        ChannelSetup setup = new ChannelSetup(transport, this.tls, this.threads, this.connections, this.statistics,
                this.limits.maxMessageSize());
        return new StreamPort(address, this.limits, this.statistics, this.threads, this.connections, setup);
    }

    /** How many connections there are. */
    int size() {
        return this.connections.size();
    }

    /** See {@link org.wildfly.sip.balancer.forward.Outbound#flowTo}. */
    long flowTo(ListeningPoint from, InetSocketAddress to) {
        Connection connection = this.connections.find(from, to);
        return connection == null ? Arrival.NO_FLOW : connection.flow();
    }

    /** See {@link org.wildfly.sip.balancer.forward.Outbound#flow}. */
    ListeningPoint flow(long flow) {
        Connection connection = this.connections.find(flow);
        return connection == null ? null : connection.point();
    }

    /** See {@link org.wildfly.sip.balancer.forward.Outbound#sendFlow}. */
    void sendFlow(long flow, ByteWriter message) {
        Connection connection = this.connections.find(flow);
        if (connection == null) {
            this.statistics.count(Counter.SEND_FAILED);
        } else {
            connection.send(message, null);
        }
    }

    /** Closes all connections and ends the threads. */
    void close() {
        this.connections.all().forEach(Connection::close);
        this.threads.close();
    }
}
