/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sip.address.SipURI;

import gov.nist.javax.sip.address.SipUri;
import org.wildfly.sip.container.ContainerConfiguration;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.transport.BalancerRoutes;
import org.wildfly.sip.container.transport.LocalAddresses;
import org.wildfly.sip.heartbeat.BalancerDescription;
import org.wildfly.sip.heartbeat.HeartbeatClient;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/** The balancers that this node has told of itself; the way out for its requests, taken in turn. Safe for use by many threads. */
final class Balancers implements BalancerRoutes, HeartbeatClient.Listener {
    private final ContainerConfiguration configuration;
    private final LocalAddresses addresses;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile HeartbeatClient client;
    private volatile boolean draining;

    Balancers(ContainerConfiguration configuration, LocalAddresses addresses) {
        this.configuration = configuration;
        this.addresses = addresses;
    }

    /** Begins to tell balancers that this node is there, from when its connectors are bound. */
    synchronized void open() {
        if (this.client == null && !this.configuration.balancers().isEmpty() && !this.addresses.all().isEmpty()) {
            HeartbeatClient opened = new HeartbeatClient(new HeartbeatClient.Configuration() {
                @Override
                public NodeDescription node() {
                    return Balancers.this.description();
                }

                @Override
                public Collection<InetSocketAddress> balancers() {
                    return Balancers.this.configuration.balancers();
                }

                @Override
                public byte[] secret() {
                    String secret = Balancers.this.configuration.balancerSecret();
                    return secret == null ? null : secret.getBytes(StandardCharsets.UTF_8);
                }

                @Override
                public NodeState initialState() {
                    return Balancers.this.draining ? NodeState.DRAINING : NodeState.UP;
                }

                @Override
                public HeartbeatClient.Listener listener() {
                    return Balancers.this;
                }
            });
            opened.start();
            this.client = opened;
        }
    }

    private NodeDescription description() {
        Map<Transport, InetSocketAddress> own = new EnumMap<>(Transport.class);
        for (LocalAddresses.Local local : this.addresses.all()) {
            own.put(Transport.valueOf(local.transport()), new InetSocketAddress(local.boundHost(), local.boundPort()));
        }
        int http = this.configuration.httpPort();
        return new NodeDescription(this.configuration.nodeName(), this.configuration.nodeVersion(), own, this.configuration.jvmRoute(),
                http == 0 ? OptionalInt.empty() : OptionalInt.of(http));
    }

    /** Tells the balancers that no new dialogs are wanted. */
    CompletionStage<Void> withdraw() {
        this.draining = true;
        return this.announce(NodeState.DRAINING);
    }

    /** Tells the balancers that new dialogs are wanted again. */
    void offer() {
        this.draining = false;
        this.announce(NodeState.UP);
    }

    private CompletionStage<Void> announce(NodeState state) {
        HeartbeatClient current = this.client;
        return current == null ? CompletableFuture.completedStage(null) : current.announce(state);
    }

    int connected() {
        return this.live().size();
    }

    synchronized void close() {
        if (this.client != null) {
            this.client.close();
            this.client = null;
        }
    }

    private List<BalancerDescription> live() {
        HeartbeatClient current = this.client;
        return current == null ? List.of() : current.balancers();
    }

    @Override
    public SipURI elect(String transport) {
        List<BalancerDescription> live = this.live();
        LocalAddresses.Local local = this.addresses.of(transport);
        if (live.isEmpty() || local == null) {
            return null;
        }
        BalancerDescription balancer = live.get(Math.floorMod(this.turn.getAndIncrement(), live.size()));
        InetSocketAddress internal = balancer.internalAddresses().get(Transport.valueOf(transport));
        return internal == null ? null : this.route(internal, transport, local);
    }

    private SipURI route(InetSocketAddress internal, String transport, LocalAddresses.Local local) {
        try {
            SipUri uri = new SipUri();
            uri.setHost(internal.getAddress().getHostAddress());
            uri.setPort(internal.getPort());
            uri.setTransportParam(transport.toLowerCase(Locale.ROOT));
            uri.setLrParam();
            uri.setParameter("node_host", local.boundHost());
            uri.setParameter("node_port", Integer.toString(local.boundPort()));
            uri.setParameter("version", this.configuration.nodeVersion());
            return uri;
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean isBalancer(SipURI uri) {
        int port = uri.getPort() < 0 ? 5060 : uri.getPort();
        for (BalancerDescription balancer : this.live()) {
            if (is(balancer.internalAddresses(), uri.getHost(), port) || is(balancer.externalAddresses(), uri.getHost(), port)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(Map<Transport, InetSocketAddress> addresses, String host, int port) {
        for (InetSocketAddress address : addresses.values()) {
            InetAddress ip = address.getAddress();
            if (address.getPort() == port && ip != null && ip.getHostAddress().equals(host)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void balancerUp(BalancerDescription balancer) {
        ContainerLogger.LOGGER.balancerConnected(balancer.id());
    }

    @Override
    public void balancerDown(BalancerDescription balancer) {
        ContainerLogger.LOGGER.balancerLost(balancer.id());
    }
}
