/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.wildfly.sip.balancer.dns.Target;
import org.wildfly.sip.balancer.dns.TargetQuery;
import org.wildfly.sip.balancer.dns.Targets;
import org.wildfly.sip.balancer.message.Answer;
import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.message.SipUri;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Direction;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Sends a request of a node to a client: over the client's connection, or to where a URI points (RFC 3261 section 16.6, RFC 3263).
 */
final class RequestToClient {
    private final Workplace place;
    private final RequestEdits edits;
    private final Rejection rejection;

    RequestToClient(Workplace place, RequestEdits edits, Rejection rejection) {
        this.place = place;
        this.edits = edits;
        this.rejection = rejection;
    }

    /**
     * Sends the request over a connection and nowhere else.
     *
     * @param origin the node that has sent it, or null
     */
    void forward(SipUri target, Node origin, ListeningPoint end, long flow) {
        HostPort host = target.isSip() ? target.destination() : null;
        edit(host != null && host.isLiteral() ? this.place.forwarding.rules().shown(end, host.high(), host.low()) : end, origin, flow);
        if (this.place.write(end)) {
            count(origin);
            this.place.forwarding.tap().sent(end, null, this.place.message, this.place.out);
            this.place.outbound.sendFlow(flow, this.place.out);
        }
    }

    /**
     * Sends the request to where a SIP URI points.
     *
     * @param origin   the node that has sent it, or null
     * @param flowLost true if it was to go over a connection that is gone
     */
    void forward(SipUri target, Node origin, boolean flowLost) {
        ListeningPoint from = this.place.forwarding.transports().toClient(target);
        if (from == null) {
            this.rejection.reject(target.isSecure() ? Answer.UNSUPPORTED_URI_SCHEME : Answer.SERVICE_UNAVAILABLE);
            return;
        }
        HostPort host = target.destination();
        if (host.isLiteral()) {
            int port = target.hostPort().port(OwnAddresses.defaultPort(from.transport()));
            send(from, this.place.addresses.get(host.high(), host.low(), port), host.high(), host.low(), origin);
        } else if (TransportChoice.isWebSocket(from.transport()) || flowLost && host.isInvalid()) {
            this.rejection.reject(Answer.FLOW_FAILED);
        } else {
            toName(target, from, origin);
        }
    }

    private void toName(SipUri target, ListeningPoint from, Node origin) {
        Targets targets = this.place.forwarding.deferred().names().find(query(target, from.transport()),
                this.place.resumed ? null : () -> this.place.forwarding.deferred().waiting(RequestCopy.of(this.place)));
        if (targets.isPending()) {
            return;
        }
        Target found = targets.select(this.place.message.callIdHash(), each -> sender(each) != null);
        if (found == null) {
            this.place.count(Counter.UNRESOLVED);
            this.rejection.reject(Answer.SERVICE_UNAVAILABLE);
            return;
        }
        InetSocketAddress to = found.address();
        send(sender(found), to, HostPort.high(to.getAddress()), HostPort.low(to.getAddress()), origin);
    }

    private TargetQuery query(SipUri target, Transport transport) {
        HostPort host = target.destination();
        String name = new String(this.place.message.bytes(), host.from(), host.hostTo() - host.from(), StandardCharsets.US_ASCII)
                .toLowerCase(Locale.ROOT);
        int port = target.hostPort().port();
        boolean fixed = port > 0 || target.hasTransport() || target.isSecure();
        return new TargetQuery(name, port, OwnAddresses.defaultPort(transport),
                fixed ? List.of(transport) : this.place.forwarding.transports().forNames());
    }

    private ListeningPoint sender(Target target) {
        return this.place.own().sender(Leg.EXTERNAL, target.transport(), ListeningPoint.isV4(target.address().getAddress()));
    }

    private void send(ListeningPoint wanted, InetSocketAddress to, long high, long low, Node origin) {
        ListeningPoint from = wanted;
        long flow = from.transport() == Transport.UDP ? Arrival.NO_FLOW : this.place.outbound.flowTo(from, to);
        if (flow != Arrival.NO_FLOW) {
            ListeningPoint end = this.place.outbound.flow(flow);
            from = end == null ? from : end;
        } else if (TransportChoice.isWebSocket(from.transport())) {
            // Nobody listens there: who speaks WebSocket to a balancer is a client (RFC 7118).
            this.rejection.reject(Answer.FLOW_FAILED);
            return;
        }
        edit(this.place.forwarding.rules().shown(from, high, low), origin, flow);
        if (this.place.write(from)) {
            count(origin);
            this.place.send(from, to, flow);
        }
    }

    private void count(Node origin) {
        this.place.count(Counter.REQUESTS_FROM_NODES);
        this.place.traffic.request(origin == null ? null : origin.traffic(), Direction.TO_CLIENTS, this.place.message.method());
    }

    private void edit(ListeningPoint from, Node origin, long flow) {
        this.edits.pushVia(from, null);
        this.edits.recordRoute(from, origin, flow);
        this.edits.stampTopVia();
        this.place.editor.removeInitialRemote(this.place.message);
        this.edits.decrementMaxForwards();
    }
}
