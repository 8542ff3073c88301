/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import javax.net.ssl.SSLContext;

import org.wildfly.sip.balancer.algorithm.AlgorithmContext;
import org.wildfly.sip.balancer.algorithm.AlgorithmService;
import org.wildfly.sip.balancer.capture.CaptureService;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.detection.HealthService;
import org.wildfly.sip.balancer.dns.JndiLookup;
import org.wildfly.sip.balancer.forward.AdvertisedPlaces;
import org.wildfly.sip.balancer.forward.DeferredRequests;
import org.wildfly.sip.balancer.forward.FlowTokens;
import org.wildfly.sip.balancer.forward.Forwarding;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.forward.MessageProcessor;
import org.wildfly.sip.balancer.forward.Outbound;
import org.wildfly.sip.balancer.forward.OwnAddresses;
import org.wildfly.sip.balancer.forward.RequestRules;
import org.wildfly.sip.balancer.forward.Stopwatch;
import org.wildfly.sip.balancer.forward.TransportChoice;
import org.wildfly.sip.balancer.heartbeat.service.HeartbeatService;
import org.wildfly.sip.balancer.http.HttpService;
import org.wildfly.sip.balancer.node.HintCheck;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.balancer.reload.ConfigurationSource;
import org.wildfly.sip.balancer.reload.Reloader;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.wildfly.sip.balancer.tls.Tls;
import org.wildfly.sip.balancer.transport.TransportLayer;
import org.wildfly.sip.heartbeat.BalancerDescription;

/**
 * The parts of a balancer, put together: started in the order in which they need each other, stopped in the opposite one.
 */
final class BalancerParts implements AutoCloseable {
    private static final Duration RELOAD_PERIOD = Duration.ofSeconds(1);
    /** How long, at least, a dead node is remembered. */
    private static final Duration NODE_MEMORY = Duration.ofMinutes(10);

    private final Started started = new Started();
    private final AtomicReference<Forwarding> forwarding = new AtomicReference<>();
    final Statistics statistics = new Statistics();
    final NodeRegistry registry;
    final AlgorithmService algorithms;
    final CaptureService capture;
    final TransportLayer transports;
    final OwnAddresses own;
    /** Null if there is no HTTP side. */
    final HttpService http;
    final HeartbeatService heartbeat;
    final Reloader reloader;
    /** Null if nothing is encrypted. */
    final Tls tls;

    /**
     * Starts all parts; none if one fails.
     *
     * @param source where the configuration is from; null for nowhere
     * @throws IOException if a port cannot be bound; its message says which and why
     */
    BalancerParts(BalancerConfiguration configuration, ConfigurationSource source) throws IOException {
        boolean complete = false;
        try {
            HintCheck check = HintCheck.of(configuration.routeSecret());
            this.registry = new NodeRegistry(check, memoryOf(configuration), System::nanoTime, HealthService.ramp(configuration.health()));
            this.capture = this.started.add(new CaptureService(configuration, this.statistics));
            HealthService health = this.started.add(new HealthService(configuration.health(), this.registry));
            this.tls = configuration.tls().isGiven() ? new Tls(configuration.tls()) : null;
            this.algorithms = this.started.add(new AlgorithmService(new AlgorithmContext(configuration.algorithm(),
                    configuration.internal().host(), check::hash, System::nanoTime), BalancerParts::endApart));
            this.transports = this.started.add(new TransportLayer(configuration, this.tls, this.statistics));
            DeferredRequests deferred = this.started.add(new DeferredRequests(configuration.routing().failoverMaxBytes(),
                    new JndiLookup(configuration.routing().dnsServers()), this.registry, this.transports::newProcessor));
            this.own = new OwnAddresses(new AdvertisedPlaces(configuration.advertising()).of(this.transports.points()));
            this.http = configuration.http() == null
                    ? null
                    : this.started.add(new HttpService(configuration, this.registry::snapshot, this::selectHttp, context()));
            this.heartbeat = this.started.add(new HeartbeatService(configuration, describe(), this.registry, this.statistics));
            followSwitchovers();
            BalancerConfiguration.Crossing crossing = configuration.crossing();
            this.forwarding.set(new Forwarding(this.own,
                    new TransportChoice(this.own, crossing.internal(), crossing.external(), crossing.terminate()),
                    new FlowTokens(configuration.routeSecret()),
                    this.registry, this.algorithms.current(), check, this.statistics, health, this.capture, new Stopwatch(),
                    new RequestRules(configuration.routing(), configuration.advertising().privateNetworks()), deferred,
                    this.heartbeat.announcements(), configuration.transport().maxMessageSize()));
            this.transports.start(this.own, this::newProcessor);
            health.start();
            this.started.add(new Housekeeping(this.algorithms::expire, deferred::expire, this.registry::forget));
            this.reloader = this.started.add(new Reloader(source, configuration,
                    new LiveParts(this.forwarding, this.algorithms).with(this.capture, health, this::memory, this.http, this.heartbeat,
                            this.tls),
                    RELOAD_PERIOD));
            complete = true;
        } finally {
            if (!complete) {
                this.started.close();
            }
        }
    }

    /** What processes the messages of one thread. */
    MessageProcessor newProcessor(Outbound outbound) {
        return new MessageProcessor(this.forwarding::get, outbound);
    }

    /** Not on the thread of housekeeping: an algorithm may have to leave a cluster, and others have to be looked after meanwhile. */
    private static void endApart(Runnable ending) {
        Thread thread = new Thread(ending, "SIP balancer algorithm end");
        thread.setDaemon(true);
        thread.start();
    }

    /** What encrypts, or null. */
    private SSLContext context() {
        return this.tls == null ? null : this.tls.context();
    }

    @Override
    public void close() {
        this.started.close();
    }

    private void followSwitchovers() {
        this.heartbeat.addSwitchover((from, to) -> this.algorithms.current().switched(from, to, this.registry.snapshot()));
        if (this.http != null) {
            this.heartbeat.addSwitchover(this.http.switches()::switched);
        }
    }

    private BalancerDescription describe() {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return new BalancerDescription(id, this.own.bound(Leg.INTERNAL), this.own.bound(Leg.EXTERNAL));
    }

    private Node selectHttp(String affinity, String session, Nodes nodes, Predicate<Node> usable) {
        return this.algorithms.current().selectHttp(affinity, session, nodes, usable);
    }

    private Runnable memory(BalancerConfiguration configuration) {
        return () -> this.registry.memory(memoryOf(configuration));
    }

    private static Duration memoryOf(BalancerConfiguration configuration) {
        Duration maxIdle = configuration.algorithm().calls().maxIdle();
        return maxIdle.compareTo(NODE_MEMORY) > 0 ? maxIdle : NODE_MEMORY;
    }
}
