/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

import org.wildfly.sip.balancer.BalancerLogger;
import org.wildfly.sip.balancer.algorithm.AlgorithmContext;
import org.wildfly.sip.balancer.algorithm.Algorithms;
import org.wildfly.sip.balancer.algorithm.BalancerAlgorithm;
import org.wildfly.sip.balancer.capture.CaptureService;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.detection.HealthService;
import org.wildfly.sip.balancer.dns.JndiLookup;
import org.wildfly.sip.balancer.forward.AdvertisedPlaces;
import org.wildfly.sip.balancer.forward.DeferredRequests;
import org.wildfly.sip.balancer.forward.FlowTokens;
import org.wildfly.sip.balancer.forward.Forwarding;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.forward.MessageProcessor;
import org.wildfly.sip.balancer.forward.Outbound;
import org.wildfly.sip.balancer.forward.OwnAddresses;
import org.wildfly.sip.balancer.forward.RequestRules;
import org.wildfly.sip.balancer.forward.Stopwatch;
import org.wildfly.sip.balancer.forward.TransportChoice;
import org.wildfly.sip.balancer.heartbeat.HeartbeatService;
import org.wildfly.sip.balancer.http.HttpService;
import org.wildfly.sip.balancer.http.HttpStatistics;
import org.wildfly.sip.balancer.node.HintCheck;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.balancer.operations.OperatedBalancer;
import org.wildfly.sip.balancer.operations.OperationsService;
import org.wildfly.sip.balancer.reload.ConfigurationSource;
import org.wildfly.sip.balancer.reload.Reloader;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.wildfly.sip.balancer.tls.Tls;
import org.wildfly.sip.balancer.transport.TransportLayer;
import org.wildfly.sip.heartbeat.BalancerDescription;
import org.wildfly.sip.heartbeat.Transport;

/**
 * A running balancer: its parts, put together. Started by its constructor, stopped by {@link #close()}.
 */
public final class LoadBalancer implements OperatedBalancer, AutoCloseable {
    private static final Duration RELOAD_PERIOD = Duration.ofSeconds(1);
    /** How long, at least, a dead node is remembered. */
    private static final Duration NODE_MEMORY = Duration.ofMinutes(10);

    private final String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private final Statistics statistics = new Statistics();
    private final NodeRegistry registry;
    private final BalancerAlgorithm algorithm;
    private final HealthService health;
    private final AtomicReference<Forwarding> forwarding = new AtomicReference<>();
    /** Null if nothing is encrypted. */
    private final Tls tls;
    private final TransportLayer transports;
    private final DeferredRequests deferred;
    private final OwnAddresses own;
    private final HeartbeatService heartbeat;
    private final HttpService http;
    private final Housekeeping housekeeping;
    private final Reloader reloader;
    private final CaptureService capture;
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
        HintCheck check = HintCheck.of(configuration.routeSecret());
        Duration maxIdle = configuration.algorithm().calls().maxIdle();
        this.registry = new NodeRegistry(check, maxIdle.compareTo(NODE_MEMORY) > 0 ? maxIdle : NODE_MEMORY, System::nanoTime,
                HealthService.ramp(configuration.health()));
        this.health = new HealthService(configuration.health(), this.registry);
        this.capture = new CaptureService(configuration, this.statistics);
        this.tls = configuration.tls().isGiven() ? new Tls(configuration.tls()) : null;
        this.transports = new TransportLayer(configuration, this.tls, this.statistics);
        this.deferred = new DeferredRequests(configuration.routing().failoverMaxBytes(),
                new JndiLookup(configuration.routing().dnsServers()), this.registry, this.transports::newProcessor);
        try {
            this.own = new OwnAddresses(new AdvertisedPlaces(configuration.advertising()).of(this.transports.points()));
            this.heartbeat = new HeartbeatService(configuration, describe(this.own), this.registry, this.statistics);
            this.algorithm = Algorithms.create(new AlgorithmContext(configuration.algorithm(), configuration.internal().host(), check::hash,
                    System::nanoTime));
            this.heartbeat.addSwitchover((from, to) -> this.algorithm.switched(from, to, this.registry.snapshot()));
            this.forwarding
                    .set(new Forwarding(this.own, crossing(configuration.crossing()), new FlowTokens(), this.registry, this.algorithm,
                            check, this.statistics, this.health, this.capture, new Stopwatch(),
                            new RequestRules(configuration.routing(), configuration.advertising().privateNetworks()),
                            this.deferred, this.heartbeat.announcements(), configuration.transport().maxMessageSize()));
            this.transports.start(this.own, this::newProcessor);
            this.health.start();
            this.http = configuration.http() == null ? null : openHttp(configuration);
        } catch (IOException e) {
            this.transports.close();
            this.capture.close();
            throw e;
        }
        this.housekeeping = new Housekeeping(this.algorithm::expire, this.deferred::expire, this.registry::forget);
        this.reloader = new Reloader(source, configuration,
                new LiveParts(this.forwarding).with(this.capture, this.heartbeat, this.tls), RELOAD_PERIOD);
        try {
            this.operations = OperationsService.open(configuration.operations(), this.tls == null ? null : this.tls.context(), this);
        } catch (IOException e) {
            closeParts();
            throw e;
        }
        BalancerLogger.LOGGER.ready(externalPort(), internalPort(), heartbeatPort());
    }

    /** What processes the messages of one thread: as those that serve the ports have it, or for messages from elsewhere. */
    public MessageProcessor newProcessor(Outbound outbound) {
        return new MessageProcessor(this.forwarding::get, outbound);
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
        return this.own.bound(leg);
    }

    /** All places where messages are taken. */
    public List<ListeningPoint> places() {
        return this.own.all();
    }

    /** The port of the heartbeat. */
    public int heartbeatPort() {
        return this.heartbeat.port();
    }

    /** The parts that nodes announce themselves to. */
    public HeartbeatService heartbeats() {
        return this.heartbeat;
    }

    /** The operations port, or -1 if there is none. */
    public int operationsPort() {
        return this.operations == null ? -1 : this.operations.port();
    }

    @Override
    public NodeRegistry registry() {
        return this.registry;
    }

    @Override
    public Statistics statistics() {
        return this.statistics;
    }

    @Override
    public int rememberedCalls() {
        return this.algorithm.size();
    }

    @Override
    public int connections() {
        return this.transports.connections();
    }

    /** The HTTP side, or null if there is none. */
    public HttpService http() {
        return this.http;
    }

    @Override
    public HttpStatistics httpStatistics() {
        return this.http == null ? null : this.http.statistics();
    }

    @Override
    public CaptureService capture() {
        return this.capture;
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
        return this.reloader;
    }

    /** Stops the balancer: nodes are told, ports closed, threads ended. Waits some seconds at most. */
    @Override
    public synchronized void close() {
        if (this.closed) {
            return;
        }
        this.closed = true;
        this.stopping = true;
        BalancerLogger.LOGGER.stopping(this.registry.snapshot().all().toString(), rememberedCalls(), this.statistics.snapshot(false),
                this.statistics.snapshot(true));
        closeParts();
        if (this.operations != null) {
            this.operations.close();
        }
        BalancerLogger.LOGGER.stopped();
    }

    private void closeParts() {
        this.reloader.close();
        this.heartbeat.close();
        if (this.http != null) {
            this.http.close();
        }
        this.deferred.close();
        this.transports.close();
        this.housekeeping.close();
        this.health.close();
        this.algorithm.close();
        this.capture.close();
    }

    private HttpService openHttp(BalancerConfiguration configuration) throws IOException {
        try {
            HttpService opened = new HttpService(configuration, this.registry::snapshot, this.algorithm::selectHttp,
                    this.tls == null ? null : this.tls.context());
            this.heartbeat.addSwitchover(opened.switches()::switched);
            return opened;
        } catch (IOException e) {
            this.heartbeat.close();
            throw e;
        }
    }

    private TransportChoice crossing(BalancerConfiguration.Crossing crossing) {
        return new TransportChoice(this.own, crossing.internal(), crossing.external(), crossing.terminate());
    }

    private BalancerDescription describe(OwnAddresses own) {
        return new BalancerDescription(this.id, own.bound(Leg.INTERNAL), own.bound(Leg.EXTERNAL));
    }
}
