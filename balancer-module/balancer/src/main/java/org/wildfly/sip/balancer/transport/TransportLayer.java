/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.wildfly.sip.balancer.BalancerLogger;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.BalancerConfiguration.Transports;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.forward.MessageProcessor;
import org.wildfly.sip.balancer.forward.Outbound;
import org.wildfly.sip.balancer.forward.OwnAddresses;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.wildfly.sip.balancer.tls.Tls;

/**
 * All ports of a balancer: bound when it is made, served when it is started.
 */
public final class TransportLayer implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Transports limits;
    private final Tls tls;
    private final Statistics statistics;
    private final Ports ports;
    private final AtomicInteger threads = new AtomicInteger();
    private Streams streams;
    private Function<Outbound, MessageProcessor> processors;

    /**
     * Binds the ports.
     *
     * @param tls null if nothing is encrypted
     * @throws IOException if one cannot be bound; its message names it
     */
    public TransportLayer(BalancerConfiguration configuration, Tls tls, Statistics statistics) throws IOException {
        this.limits = configuration.transport();
        this.tls = tls;
        this.statistics = statistics;
        this.ports = new Ports(this.limits, statistics, this::streams);
        try {
            this.ports.bind(Leg.EXTERNAL, configuration.external());
            if (!configuration.isSinglePort()) {
                this.ports.bind(Leg.INTERNAL, configuration.internal());
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Streams streams() {
        if (this.streams == null) {
            this.streams = new Streams(this.limits, this.tls, this.statistics, this::newProcessor);
        }
        return this.streams;
    }

    /** The places where messages are taken as soon as this is started. */
    public List<ListeningPoint> points() {
        return this.ports.points();
    }

    /** How many connections there are. */
    public int connections() {
        return this.streams == null ? 0 : this.streams.size();
    }

    /**
     * Begins to receive.
     *
     * @param own        the places, perhaps with other advertised addresses
     * @param processors makes a processor for each thread
     */
    public void start(OwnAddresses own, Function<Outbound, MessageProcessor> processors) {
        this.processors = processors;
        boolean singlePort = own.all().stream().noneMatch(point -> point.leg() == Leg.INTERNAL);
        for (ListeningPoint point : own.all()) {
            this.ports.listener(point).start(point, this::newProcessor);
            BalancerLogger.LOGGER.listening(singlePort ? "all" : point.leg().name().toLowerCase(Locale.ROOT), point.transport(),
                    point.bound().getAddress().getHostAddress(), point.bound().getPort());
        }
    }

    @Override
    public void close() {
        this.ports.close(CLOSING);
        if (this.streams != null) {
            this.streams.close();
        }
    }

    /** A processor for one more thread; only when this is started. */
    public MessageProcessor newProcessor() {
        return this.processors.apply(new ThreadOutbound(this.ports, this.streams, this.statistics, this.threads.getAndIncrement()));
    }
}
