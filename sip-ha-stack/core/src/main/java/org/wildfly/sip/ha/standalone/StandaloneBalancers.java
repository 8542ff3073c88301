/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.standalone;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.sip.ListeningPoint;

import org.wildfly.sip.heartbeat.BalancerDescription;
import org.wildfly.sip.heartbeat.HeartbeatClient;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.Transport;

/** Tells the balancers that are named by properties of the stack's listening points. Safe for use by many threads. */
final class StandaloneBalancers implements AutoCloseable {
    private final StandaloneSettings settings;
    private final String node;
    private Map<Transport, InetSocketAddress> announced = Map.of();
    private HeartbeatClient client;
    private boolean closed;

    /** @param node the name of this node */
    StandaloneBalancers(StandaloneSettings settings, String node) {
        this.settings = settings;
        this.node = node;
    }

    /** Announces listening points; does nothing if it has announced these, or there is no balancer. */
    synchronized void announce(Iterator<?> points) {
        Map<Transport, InetSocketAddress> addresses = addresses(points);
        if (this.closed || this.settings.balancers().isEmpty() || addresses.isEmpty() || addresses.equals(this.announced)) {
            return;
        }
        this.end();
        this.announced = addresses;
        this.client = new HeartbeatClient(this.configuration(NodeDescription.of(this.node, this.settings.version(), addresses)));
        this.client.start();
    }

    /** Whether anything was announced. */
    synchronized boolean isAnnounced() {
        return this.client != null;
    }

    /** The balancers that know this node and are alive. */
    synchronized List<BalancerDescription> balancers() {
        return this.client == null ? List.of() : this.client.balancers();
    }

    @Override
    public synchronized void close() {
        this.closed = true;
        this.end();
    }

    private void end() {
        if (this.client != null) {
            this.client.close();
            this.client = null;
        }
    }

    private HeartbeatClient.Configuration configuration(NodeDescription description) {
        return new HeartbeatClient.Configuration() {
            @Override
            public NodeDescription node() {
                return description;
            }

            @Override
            public Collection<InetSocketAddress> balancers() {
                return StandaloneBalancers.this.settings.balancers();
            }

            @Override
            public byte[] secret() {
                String secret = StandaloneBalancers.this.settings.balancerSecret();
                return secret == null ? null : secret.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public Duration interval() {
                return StandaloneBalancers.this.settings.heartbeatInterval();
            }
        };
    }

    private static Map<Transport, InetSocketAddress> addresses(Iterator<?> points) {
        Map<Transport, InetSocketAddress> addresses = new EnumMap<>(Transport.class);
        while (points.hasNext()) {
            ListeningPoint point = (ListeningPoint) points.next();
            addresses.putIfAbsent(Transport.valueOf(point.getTransport().toUpperCase(Locale.ROOT)),
                    new InetSocketAddress(point.getIPAddress(), point.getPort()));
        }
        return addresses;
    }
}
