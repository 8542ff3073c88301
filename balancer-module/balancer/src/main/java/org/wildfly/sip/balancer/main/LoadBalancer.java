/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLContext;

import org.wildfly.sip.balancer.BalancerLogger;
import org.wildfly.sip.balancer.algorithm.BalancerAlgorithm;
import org.wildfly.sip.balancer.algorithm.CallIdAffinityAlgorithm;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.forward.Forwarding;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.forward.LegAddress;
import org.wildfly.sip.balancer.forward.MessageProcessor;
import org.wildfly.sip.balancer.forward.OwnAddresses;
import org.wildfly.sip.balancer.forward.Stopwatch;
import org.wildfly.sip.balancer.forward.TrafficObserver;
import org.wildfly.sip.balancer.http.HttpNodeSelector;
import org.wildfly.sip.balancer.http.HttpService;
import org.wildfly.sip.balancer.node.HintCheck;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.wildfly.sip.balancer.transport.TransportLayer;
import org.wildfly.sip.heartbeat.BalancerDescription;
import org.wildfly.sip.heartbeat.HeartbeatServer;
import org.wildfly.sip.heartbeat.Transport;

/**
 * A running balancer: its parts, put together. Started by its constructor, stopped by {@link #close()}.
 */
public final class LoadBalancer implements AutoCloseable {
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(5);
    /** How long, at least, a dead node is remembered. */
    private static final Duration NODE_MEMORY = Duration.ofMinutes(10);

    private final String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private final Statistics statistics = new Statistics();
    private final NodeRegistry registry;
    private final BalancerAlgorithm algorithm;
    private final AtomicReference<Forwarding> forwarding = new AtomicReference<>();
    private final TransportLayer transports;
    private final HeartbeatServer heartbeat;
    private final HttpService http;
    private final ScheduledExecutorService housekeeping;

    /**
     * Starts a balancer.
     *
     * @throws IOException if a port cannot be bound; its message says which and why
     */
    public LoadBalancer(BalancerConfiguration configuration) throws IOException {
        HintCheck check = HintCheck.of(configuration.routeSecret());
        Duration maxIdle = configuration.affinity().maxIdle();
        this.registry = new NodeRegistry(check, maxIdle.compareTo(NODE_MEMORY) > 0 ? maxIdle : NODE_MEMORY, System::nanoTime);
        this.algorithm = new CallIdAffinityAlgorithm(affinity(configuration.affinity()));
        this.transports = new TransportLayer(configuration, this.statistics);
        try {
            OwnAddresses own = own(configuration);
            this.heartbeat = new HeartbeatServer(heartbeat(configuration.heartbeat(), describe(own)));
            startHeartbeat(configuration.heartbeat());
            this.forwarding.set(new Forwarding(own, this.registry, this.algorithm, check, this.statistics,
                    TrafficObserver.NONE, new Stopwatch(), configuration.routing(), configuration.transport().maxMessageSize()));
            this.transports.start(outbound -> new MessageProcessor(this.forwarding::get, outbound));
            this.http = configuration.http() == null ? null : new HttpService(configuration.http(), httpSurroundings());
        } catch (IOException e) {
            this.transports.close();
            throw e;
        }
        this.housekeeping = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "SIP balancer housekeeping");
            thread.setDaemon(true);
            return thread;
        });
        this.housekeeping.scheduleWithFixedDelay(this::keepHouse, HOUSEKEEPING.toMillis(), HOUSEKEEPING.toMillis(), TimeUnit.MILLISECONDS);
        BalancerLogger.LOGGER.ready(externalPort(), internalPort(), heartbeatPort());
    }

    /** The port for clients. */
    public int externalPort() {
        return this.transports.port(Leg.EXTERNAL);
    }

    /** The port for nodes; the same as that for clients if there is one for both. */
    public int internalPort() {
        return this.transports.port(Leg.INTERNAL);
    }

    /** The port of the heartbeat. */
    public int heartbeatPort() {
        return this.heartbeat.localAddress().getPort();
    }

    /** The nodes. */
    public NodeRegistry registry() {
        return this.registry;
    }

    /** The counts. */
    public Statistics statistics() {
        return this.statistics;
    }

    /** How many calls the algorithm remembers. */
    public int rememberedCalls() {
        return this.algorithm.size();
    }

    /** How many TCP connections there are. */
    public int connections() {
        return this.transports.connections();
    }

    /** The HTTP side, or null if there is none. */
    public HttpService http() {
        return this.http;
    }

    /** Stops the balancer: nodes are told, ports closed, threads ended. Waits some seconds at most. */
    @Override
    public void close() {
        BalancerLogger.LOGGER.stopping(this.registry.snapshot().all().toString(), rememberedCalls(), this.statistics.snapshot(false),
                this.statistics.snapshot(true));
        this.heartbeat.close();
        if (this.http != null) {
            this.http.close();
        }
        this.transports.close();
        this.housekeeping.shutdownNow();
        BalancerLogger.LOGGER.stopped();
    }

    private HttpService.Surroundings httpSurroundings() {
        return new HttpService.Surroundings() {
            @Override
            public Nodes nodes() {
                return LoadBalancer.this.registry.snapshot();
            }

            @Override
            public HttpNodeSelector selector() {
                return (value, nodes) -> null;
            }

            @Override
            public SSLContext tls() {
                return null;
            }
        };
    }

    private void startHeartbeat(BalancerConfiguration.Heartbeat configuration) throws IOException {
        try {
            this.heartbeat.start();
        } catch (IOException e) {
            IOException named = new BindException(
                    "cannot listen for heartbeats on TCP " + configuration.address().host().getHostAddress() + ':'
                            + configuration.address().port() + ": " + e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    private void keepHouse() {
        try {
            this.algorithm.expire();
            this.registry.forget();
        } catch (RuntimeException e) {
            // An exception that escapes would end the timer.
            BalancerLogger.LOGGER.housekeepingFailed(e);
        }
    }

    private OwnAddresses own(BalancerConfiguration configuration) {
        return new OwnAddresses(
                new LegAddress(Leg.EXTERNAL, configuration.external().text(), configuration.external().host(), externalPort()),
                new LegAddress(Leg.INTERNAL, configuration.internal().text(), configuration.internal().host(), internalPort()));
    }

    private BalancerDescription describe(OwnAddresses own) {
        return new BalancerDescription(this.id, addresses(own.internal()), addresses(own.external()));
    }

    private static Map<Transport, InetSocketAddress> addresses(LegAddress leg) {
        InetSocketAddress address = new InetSocketAddress(leg.host(), leg.port());
        return Map.of(Transport.UDP, address, Transport.TCP, address);
    }

    private static CallIdAffinityAlgorithm.Configuration affinity(BalancerConfiguration.Affinity affinity) {
        return new CallIdAffinityAlgorithm.Configuration() {
            @Override
            public Duration maxIdle() {
                return affinity.maxIdle();
            }

            @Override
            public int maxEntries() {
                return affinity.maxEntries();
            }

            @Override
            public boolean groupFailover() {
                return affinity.groupFailover();
            }
        };
    }

    private HeartbeatServer.Configuration heartbeat(BalancerConfiguration.Heartbeat heartbeat, BalancerDescription description) {
        NodeRegistry listener = this.registry;
        return new HeartbeatServer.Configuration() {
            @Override
            public InetSocketAddress address() {
                return new InetSocketAddress(heartbeat.address().host(), heartbeat.address().port());
            }

            @Override
            public BalancerDescription balancer() {
                return description;
            }

            @Override
            public byte[] secret() {
                return heartbeat.secret() == null ? null : heartbeat.secret().getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public boolean remoteWithoutSecret() {
                return heartbeat.remoteWithoutSecret();
            }

            @Override
            public Duration nodeTimeout() {
                return heartbeat.nodeTimeout();
            }

            @Override
            public Duration interval() {
                return heartbeat.interval();
            }

            @Override
            public HeartbeatServer.Listener listener() {
                return listener;
            }
        };
    }
}
