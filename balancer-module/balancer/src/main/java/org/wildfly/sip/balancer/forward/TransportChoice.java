/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import static org.wildfly.sip.heartbeat.Transport.TCP;
import static org.wildfly.sip.heartbeat.Transport.TLS;
import static org.wildfly.sip.heartbeat.Transport.UDP;
import static org.wildfly.sip.heartbeat.Transport.WS;
import static org.wildfly.sip.heartbeat.Transport.WSS;

import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.message.SipUri;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Chooses the transport, and so the place to send from, of a request that crosses from one leg to the other. Immutable; makes no objects
 * when it is asked.
 */
public final class TransportChoice {
    private static final Transport[] FOR_CLIENTS = {UDP, TCP, TLS, WS, WSS};

    private final OwnAddresses own;
    private final Transport internal;
    private final Transport external;
    private final boolean terminate;
    private final List<Transport> forNames;
    private final Map<Transport, Transport[]> orders = new EnumMap<>(Transport.class);

    /**
     * @param internal  the only transport towards nodes, or null: that of the client if the node has it
     * @param external  the transport towards clients whose URI names none, or null: UDP
     * @param terminate true if what comes encrypted goes to nodes in the clear
     */
    public TransportChoice(OwnAddresses own, Transport internal, Transport external, boolean terminate) {
        this.own = own;
        this.internal = internal;
        this.external = external;
        this.terminate = terminate;
        this.forNames = Stream.concat(Stream.ofNullable(external), Stream.of(UDP, TCP, TLS)).distinct()
                .filter(each -> own.sender(Leg.EXTERNAL, each) != null).toList();
        this.orders.put(UDP, new Transport[]{UDP, TCP, TLS, WS, WSS});
        this.orders.put(TCP, new Transport[]{TCP, TLS, UDP, WS, WSS});
        this.orders.put(WS, new Transport[]{WS, TCP, TLS, WSS, UDP});
        this.orders.put(TLS, terminate ? new Transport[]{TCP, WS, UDP, TLS, WSS} : new Transport[]{TLS, WSS, TCP, WS, UDP});
        this.orders.put(WSS, terminate ? new Transport[]{WS, TCP, UDP, WSS, TLS} : new Transport[]{WSS, TLS, WS, TCP, UDP});
    }

    /**
     * The place from which a request goes to a node, or null if the balancer and the node have no transport in common.
     *
     * @param came   the transport on which the request came
     * @param secure true if its URI demands that it is encrypted all the way (RFC 3261 section 26.2.2)
     */
    ListeningPoint toNode(Node node, Transport came, boolean secure) {
        boolean encrypted = secure && !this.terminate;
        if (this.internal != null) {
            return encrypted && !isSecure(this.internal) ? null : common(node, this.internal);
        }
        for (Transport each : this.orders.get(came)) {
            ListeningPoint point = encrypted && !isSecure(each) ? null : common(node, each);
            if (point != null) {
                return point;
            }
        }
        return null;
    }

    /** True if there is only one transport towards nodes. */
    boolean isFixedToNodes() {
        return this.internal != null;
    }

    private ListeningPoint common(Node node, Transport transport) {
        InetSocketAddress address = node.address(transport);
        return address == null ? null : this.own.sender(Leg.INTERNAL, transport, ListeningPoint.isV4(address.getAddress()));
    }

    /** The place from which a request goes to where a URI points, or null if the balancer has no such transport for clients. */
    ListeningPoint toClient(SipUri target) {
        if (target.hasTransport() || target.isSecure()) {
            Transport transport = target.transport();
            ListeningPoint point = transport == null ? null : sender(target, transport);
            // The same name stands for both (RFC 7118).
            return point == null && transport == WS ? sender(target, WSS) : point;
        }
        if (this.external != null) {
            return sender(target, this.external);
        }
        for (Transport each : FOR_CLIENTS) {
            ListeningPoint point = sender(target, each);
            if (point != null) {
                return point;
            }
        }
        return null;
    }

    /** The transports towards clients whose URI names neither a transport nor a port, in the order in which they are asked for. */
    List<Transport> forNames() {
        return this.forNames;
    }

    private ListeningPoint sender(SipUri target, Transport transport) {
        HostPort host = target.destination();
        return host.isLiteral()
                ? this.own.sender(Leg.EXTERNAL, transport, HostPort.isV4(host.high(), host.low()))
                : this.own.sender(Leg.EXTERNAL, transport);
    }

    static boolean isSecure(Transport transport) {
        return transport == TLS || transport == WSS;
    }

    static boolean isWebSocket(Transport transport) {
        return transport == WS || transport == WSS;
    }
}
