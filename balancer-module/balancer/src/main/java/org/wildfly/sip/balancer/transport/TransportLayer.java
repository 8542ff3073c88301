/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.wildfly.sip.balancer.BalancerLogger;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.forward.MessageProcessor;
import org.wildfly.sip.balancer.forward.Outbound;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.wildfly.sip.heartbeat.Transport;

/**
 * All ports of a balancer: bound when it is made, served when it is started.
 */
public final class TransportLayer implements AutoCloseable {
    /** Connections have other numbers after each start, so that a Via of before does not lead to one of them. */
    private static final long FIRST_FLOW_BOUND = 1L << 40;
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final List<LegPorts> ports = new ArrayList<>();
    private final NameResolver resolver;
    private final Statistics statistics;
    private final TcpThreads threads;
    private Function<Outbound, MessageProcessor> processors;

    /**
     * Binds the ports.
     *
     * @throws IOException if one cannot be bound; its message names it
     */
    public TransportLayer(BalancerConfiguration configuration, Statistics statistics) throws IOException {
        this.statistics = statistics;
        this.resolver = new NameResolver(statistics);
        this.threads = new TcpThreads(configuration.transport().tcpThreads(), this::newProcessor);
        AtomicLong flows = new AtomicLong(ThreadLocalRandom.current().nextLong(FIRST_FLOW_BOUND));
        try {
            this.ports
                    .add(new LegPorts(Leg.EXTERNAL, configuration.external(), configuration.transport(), statistics, this.threads, flows));
            if (!configuration.isSinglePort()) {
                this.ports.add(
                        new LegPorts(Leg.INTERNAL, configuration.internal(), configuration.transport(), statistics, this.threads, flows));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The port of a leg. */
    public int port(Leg leg) {
        return ports(leg).port();
    }

    /** How many TCP connections there are. */
    public int connections() {
        return this.ports.stream().mapToInt(LegPorts::connections).sum();
    }

    /**
     * Begins to receive.
     *
     * @param processors makes a processor for each thread
     */
    public void start(Function<Outbound, MessageProcessor> processors) {
        this.processors = processors;
        for (LegPorts each : this.ports) {
            each.start(newProcessor());
            for (Transport transport : List.of(Transport.UDP, Transport.TCP)) {
                String leg = this.ports.size() == 1 ? "all" : each.leg() == Leg.EXTERNAL ? "external" : "internal";
                BalancerLogger.LOGGER.listening(leg, transport, each.host().getHostAddress(), each.port());
            }
        }
    }

    @Override
    public void close() {
        this.ports.forEach(each -> each.close(CLOSING));
        this.threads.close();
        this.resolver.close();
    }

    private MessageProcessor newProcessor() {
        return this.processors.apply(new ThreadOutbound(this::ports, this.resolver, this.statistics));
    }

    private LegPorts ports(Leg leg) {
        return this.ports.get(Math.min(leg.ordinal(), this.ports.size() - 1));
    }
}
