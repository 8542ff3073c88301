/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.wildfly.sip.balancer.BalancerLogger;
import org.wildfly.sip.balancer.capture.CaptureService;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.HttpConfiguration;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.forward.MessageProcessor;
import org.wildfly.sip.balancer.forward.Outbound;
import org.wildfly.sip.balancer.heartbeat.service.HeartbeatService;
import org.wildfly.sip.balancer.http.HttpService;
import org.wildfly.sip.balancer.http.HttpStatistics;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.balancer.operations.OperatedBalancer;
import org.wildfly.sip.balancer.operations.OperationsService;
import org.wildfly.sip.balancer.reload.ConfigurationSource;
import org.wildfly.sip.balancer.reload.Reloader;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.wildfly.sip.heartbeat.Transport;

/**
 * A running balancer: its parts, put together. Started by its constructor, stopped by {@link #close()}.
 */
public final class LoadBalancer implements OperatedBalancer, AutoCloseable {
    /** More than all parts together wait at most, but for requests of HTTP. */
    private static final Duration CLOSING = Duration.ofSeconds(30);

    private final BalancerParts parts;
    private final OperationsService operations;
    private volatile boolean stopping;
    private boolean closed;

    /**
     * Starts a balancer whose configuration stays as it is.
     *
     * @throws IOException if a port cannot be bound; its message says which and why
     */
    public LoadBalancer(BalancerConfiguration configuration) throws IOException {
        this(configuration, null);
    }

    /**
     * Starts a balancer.
     *
     * @param source where the configuration is from and is read again when that changes; null for nowhere
     * @throws IOException if a port cannot be bound; its message says which and why
     */
    public LoadBalancer(BalancerConfiguration configuration, ConfigurationSource source) throws IOException {
        this.parts = new BalancerParts(configuration, source);
        boolean complete = false;
        try {
            this.operations = OperationsService.open(configuration.operations(), this.parts.tls, this);
            complete = true;
        } finally {
            if (!complete) {
                this.parts.close();
            }
        }
    }

    /** Tells operators that it runs. */
    void tellReady() {
        BalancerLogger.LOGGER.ready(externalPort(), internalPort(), heartbeatPort());
        if (registry().snapshot().all().stream().noneMatch(node -> node.state().isAlive())) {
            BalancerLogger.LOGGER.noNodeYet();
        }
    }

    /** What processes the messages of one thread: as those that serve the ports have it, or for messages from elsewhere. */
    public MessageProcessor newProcessor(Outbound outbound) {
        return this.parts.newProcessor(outbound);
    }

    /** The first port for clients. */
    public int externalPort() {
        return addresses(Leg.EXTERNAL).values().iterator().next().getPort();
    }

    /** The first port for nodes; the same as that for clients if there is one for both. */
    public int internalPort() {
        return addresses(Leg.INTERNAL).values().iterator().next().getPort();
    }

    /** Where messages are taken on a leg, by transport. */
    public Map<Transport, InetSocketAddress> addresses(Leg leg) {
        return this.parts.own.bound(leg);
    }

    /** All places where messages are taken. */
    public List<ListeningPoint> places() {
        return this.parts.own.all();
    }

    /** The port of the heartbeat. */
    public int heartbeatPort() {
        return this.parts.heartbeat.port();
    }

    /** The parts that nodes announce themselves to. */
    public HeartbeatService heartbeats() {
        return this.parts.heartbeat;
    }

    /** The operations port, or -1 if there is none. */
    public int operationsPort() {
        return this.operations == null ? -1 : this.operations.port();
    }

    @Override
    public NodeRegistry registry() {
        return this.parts.registry;
    }

    @Override
    public Statistics statistics() {
        return this.parts.statistics;
    }

    @Override
    public int rememberedCalls() {
        return this.parts.algorithms.current().size();
    }

    @Override
    public int connections() {
        return this.parts.transports.connections();
    }

    /** The HTTP side, or null if there is none. */
    public HttpService http() {
        return this.parts.http;
    }

    @Override
    public HttpStatistics httpStatistics() {
        return this.parts.http == null ? null : this.parts.http.statistics();
    }

    @Override
    public CaptureService capture() {
        return this.parts.capture;
    }

    @Override
    public boolean isStopping() {
        return this.stopping;
    }

    /** Tells whoever asks that this balancer should get nothing new any more; it goes on with what it gets. */
    public void announceStop() {
        this.stopping = true;
    }

    @Override
    public Reloader reloader() {
        return this.parts.reloader;
    }

    /** How long {@link #close()} may take before something must have gone wrong. */
    Duration closingTime() {
        HttpConfiguration http = this.parts.reloader.current().http();
        return http == null ? CLOSING : CLOSING.plus(http.timeouts().shutdown());
    }

    /** Stops the balancer: nodes are told, ports closed, threads ended. Waits some seconds at most. */
    @Override
    public synchronized void close() {
        if (this.closed) {
            return;
        }
        this.closed = true;
        this.stopping = true;
        BalancerLogger.LOGGER.stopping(this.parts.registry.snapshot().all().toString(), rememberedCalls(),
                Statistics.text(this.parts.statistics.snapshot(false)), Statistics.text(this.parts.statistics.snapshot(true)));
        this.parts.close();
        if (this.operations != null) {
            this.operations.close();
        }
        BalancerLogger.LOGGER.stopped();
    }
}
