/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.wildfly.sip.balancer.config.BalancerConfiguration.Endpoint;
import org.wildfly.sip.balancer.config.BalancerConfiguration.SipLeg;
import org.wildfly.sip.balancer.config.BalancerConfiguration.Transports;
import org.wildfly.sip.balancer.config.SettingException;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The ports of a balancer, each with the place that it is; their order is that of the places' indexes.
 */
final class Ports {
    private static final int TRIES = 20;

    private final Transports limits;
    private final Statistics statistics;
    private final Supplier<Streams> streams;
    private final List<Listener> listeners = new ArrayList<>();
    private final List<ListeningPoint> points = new ArrayList<>();

    /**
     * @param streams asked for as soon as there is a port of another transport than UDP, not before
     */
    Ports(Transports limits, Statistics statistics, Supplier<Streams> streams) {
        this.limits = limits;
        this.statistics = statistics;
        this.streams = streams;
    }

    /**
     * Binds the ports of a leg. Those that one key is for have the same number, also if any free one will do.
     *
     * @throws IOException if one cannot be bound; its message names it
     */
    void bind(Leg leg, SipLeg configured) throws IOException {
        Map<String, List<Endpoint>> byKey = configured.endpoints().stream()
                .collect(Collectors.groupingBy(Endpoint::key, LinkedHashMap::new, Collectors.toList()));
        for (List<Endpoint> group : byKey.values()) {
            List<Listener> bound = bind(group);
            for (int i = 0; i < bound.size(); i++) {
                Endpoint endpoint = group.get(i);
                this.listeners.add(bound.get(i));
                this.points.add(new ListeningPoint(this.points.size(), leg, endpoint.transport(), endpoint.address().text(),
                        new InetSocketAddress(endpoint.address().host(), bound.get(i).port())));
            }
        }
    }

    private List<Listener> bind(List<Endpoint> group) throws IOException {
        int port = group.get(0).address().port();
        for (int tries = port == 0 && group.size() > 1 ? TRIES : 1;; tries--) {
            List<Listener> bound = new ArrayList<>();
            try {
                for (Endpoint endpoint : group) {
                    bound.add(bind(endpoint, bound.isEmpty() ? port : bound.get(0).port()));
                }
                return bound;
            } catch (IOException e) {
                bound.forEach(each -> each.close(Duration.ZERO));
                if (tries == 1) {
                    throw e;
                }
            }
        }
    }

    private Listener bind(Endpoint endpoint, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(endpoint.address().host(), port);
        try {
            return endpoint.transport() == Transport.UDP
                    ? new UdpPort(address, this.limits, this.statistics)
                    : this.streams.get().bind(endpoint.transport(), address);
        } catch (IOException e) {
            throw SettingException.port("SIP messages on " + endpoint.transport(), address, endpoint.key(), e);
        }
    }

    List<ListeningPoint> points() {
        return List.copyOf(this.points);
    }

    /** The port of a place. */
    Listener listener(ListeningPoint point) {
        return this.listeners.get(point.index());
    }

    void close(Duration limit) {
        this.listeners.forEach(each -> each.close(limit));
    }
}
