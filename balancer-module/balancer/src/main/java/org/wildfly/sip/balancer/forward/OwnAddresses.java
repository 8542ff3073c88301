/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.message.SipUri;
import org.wildfly.sip.balancer.message.Via;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The places where the balancer takes messages, on both legs: from which it sends, and which of them a message names. Immutable; makes no
 * objects when it is asked about a message.
 */
public final class OwnAddresses {
    private static final int TRANSPORTS = Transport.values().length;

    private final ListeningPoint[] all;
    private final ListeningPoint[] senders = new ListeningPoint[2 * TRANSPORTS * 2];
    private final boolean singlePort;

    /**
     * @param points one for each leg, transport and family at most; if none is internal, clients and nodes send to the same
     */
    public OwnAddresses(Collection<ListeningPoint> points) {
        this.all = points.toArray(ListeningPoint[]::new);
        this.singlePort = points.stream().noneMatch(point -> point.leg() == Leg.INTERNAL);
        for (ListeningPoint point : this.all) {
            this.senders[index(point.leg(), point.transport(), point.isV4())] = point;
            if (this.singlePort) {
                this.senders[index(Leg.INTERNAL, point.transport(), point.isV4())] = point;
            }
        }
    }

    private static int index(Leg leg, Transport transport, boolean v4) {
        return (leg.ordinal() * TRANSPORTS + transport.ordinal()) * 2 + (v4 ? 0 : 1);
    }

    /** All places. */
    public List<ListeningPoint> all() {
        return List.of(this.all);
    }

    /** True if clients and nodes send to the same ports. */
    boolean isSinglePort() {
        return this.singlePort;
    }

    /** The place to send from to an address, or null if the balancer does not listen for that transport and family on that leg. */
    ListeningPoint sender(Leg leg, Transport transport, boolean v4) {
        return this.senders[index(leg, transport, v4)];
    }

    /** As {@link #sender}, to an address that is yet to be found: of IPv4 if there is a choice. */
    ListeningPoint sender(Leg leg, Transport transport) {
        ListeningPoint v4 = sender(leg, transport, true);
        return v4 == null ? sender(leg, transport, false) : v4;
    }

    /** The place for clients on UDP of a number and family, or null. */
    ListeningPoint clientPlace(int index, boolean v4) {
        ListeningPoint point = index < this.all.length ? this.all[index] : null;
        return point != null && point.leg() == Leg.EXTERNAL && point.transport() == Transport.UDP && point.isV4() == v4 ? point : null;
    }

    /** The place that a URI names, or null if it names somebody else. */
    ListeningPoint find(SipUri uri) {
        return find(uri.destination(), uri.transport(), uri.hostPort().port(defaultPort(uri.transport())));
    }

    /** The place that a Via names, or null if it names somebody else. */
    ListeningPoint find(Via via) {
        return find(via.sentBy(), via.transport(), defaultPort(via.transport()));
    }

    /** The one of that transport, if several places have the same name. */
    private ListeningPoint find(HostPort address, Transport transport, int defaultPort) {
        ListeningPoint other = null;
        for (ListeningPoint point : this.all) {
            if (point.is(address, defaultPort)) {
                if (point.transport() == transport) {
                    return point;
                }
                other = other == null ? point : other;
            }
        }
        return other;
    }

    /** The port of a URI or Via without one (RFC 3261 section 19.1.2, RFC 7118). */
    static int defaultPort(Transport transport) {
        if (transport == null) {
            return 5060;
        }
        return switch (transport) {
            case UDP, TCP -> 5060;
            case TLS -> 5061;
            case WS -> 80;
            case WSS -> 443;
        };
    }

    /** Where the balancer listens on a leg, by transport; at IPv4 if it listens at both. */
    public Map<Transport, InetSocketAddress> bound(Leg leg) {
        Map<Transport, InetSocketAddress> addresses = new EnumMap<>(Transport.class);
        for (Transport transport : Transport.values()) {
            ListeningPoint point = sender(leg, transport);
            if (point != null) {
                addresses.put(transport, point.bound());
            }
        }
        return addresses;
    }
}
