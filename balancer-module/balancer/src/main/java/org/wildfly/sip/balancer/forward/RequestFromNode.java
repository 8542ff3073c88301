/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import org.wildfly.sip.balancer.message.Answer;
import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.SipUri;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Direction;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Sends a request of a node on: to the next Route or the Request-URI, or back to a node if that is what they name.
 */
final class RequestFromNode {
    private final Workplace place;
    private final RequestEdits edits;
    private final Rejection rejection;
    private final NodeChoice choice;
    private final RequestToNode toNode;

    RequestFromNode(Workplace place, RequestEdits edits, Rejection rejection, NodeChoice choice, RequestToNode toNode) {
        this.place = place;
        this.edits = edits;
        this.rejection = rejection;
        this.choice = choice;
        this.toNode = toNode;
    }

    /** Sends the request, whose own Routes are taken out. */
    void forward(RouteSet routes) {
        SipMessage message = this.place.message;
        Node origin = origin();
        // The Route that a node gives a new request itself bears no check value; it is not needed either.
        Node hinted = origin == null || message.hasToTag() ? this.choice.hinted(routes.hint()) : null;
        origin = origin == null ? hinted : origin;
        if (origin != null && origin.state().isAlive()) {
            // The far end's requests of this dialog shall find the node that has it now.
            this.place.algorithm().assigned(message, origin, hinted != null && hinted.id() != origin.id());
        }
        SipUri target = routes.next() == null ? message.requestUri() : routes.next();
        long flow = FlowTokens.flow(routes.flowToken(), this.place.flowHash);
        ListeningPoint end = flow == FlowTokens.NONE ? null : this.place.outbound.flow(flow);
        if (end != null) {
            edit(shown(end, target), origin, flow);
            if (this.place.write(end)) {
                count(origin);
                this.place.forwarding.tap().sent(end, null, this.place.message, this.place.out);
                this.place.outbound.sendFlow(flow, this.place.out);
            }
            return;
        }
        if (!target.isSip()) {
            this.rejection.reject(Answer.UNSUPPORTED_URI_SCHEME);
            return;
        }
        Node addressed = this.choice.addressed(target);
        if (addressed != null) {
            this.toNode.forward(addressed.isReachable() ? addressed : this.choice.instead(addressed));
        } else if (this.place.own().find(target) != null) {
            this.toNode.forward(this.choice.instead(null));
        } else {
            toClient(target, origin, flow != FlowTokens.NONE);
        }
    }

    /**
     * @param flowLost true if the request was to go over a connection that is gone
     */
    private void toClient(SipUri target, Node origin, boolean flowLost) {
        ListeningPoint from = this.place.forwarding.transports().toClient(target);
        if (from == null) {
            this.rejection.reject(target.isSecure() ? Answer.UNSUPPORTED_URI_SCHEME : Answer.SERVICE_UNAVAILABLE);
            return;
        }
        HostPort host = target.hostPort();
        if (!host.isLiteral()) {
            toName(host, from, origin, flowLost);
            return;
        }
        InetSocketAddress to = this.place.addresses.get(host.high(), host.low(), host.port(OwnAddresses.defaultPort(from.transport())));
        long flow = from.transport() == Transport.UDP ? Arrival.NO_FLOW : this.place.outbound.flowTo(from, to);
        if (flow != Arrival.NO_FLOW) {
            ListeningPoint end = this.place.outbound.flow(flow);
            from = end == null ? from : end;
        } else if (TransportChoice.isWebSocket(from.transport())) {
            // Nobody listens there: who speaks WebSocket to a balancer is a client (RFC 7118).
            this.rejection.reject(Answer.FLOW_FAILED);
            return;
        }
        edit(shown(from, target), origin, flow);
        if (this.place.write(from)) {
            count(origin);
            this.place.send(from, to, flow);
        }
    }

    private void toName(HostPort host, ListeningPoint from, Node origin, boolean flowLost) {
        if (TransportChoice.isWebSocket(from.transport()) || flowLost && host.isInvalid()) {
            this.rejection.reject(Answer.FLOW_FAILED);
            return;
        }
        edit(from, origin, Arrival.NO_FLOW);
        if (this.place.write(from)) {
            count(origin);
            String name = new String(this.place.message.bytes(), host.from(), host.hostTo() - host.from(), StandardCharsets.US_ASCII);
            this.place.forwarding.tap().sent(from, null, this.place.message, this.place.out);
            this.place.outbound.sendToName(from, name, host.port(OwnAddresses.defaultPort(from.transport())), this.place.out);
        }
    }

    /** A place as it is shown to who is at the address of a URI. */
    private ListeningPoint shown(ListeningPoint place, SipUri target) {
        HostPort host = target.hostPort();
        return target.isSip() && host.isLiteral() ? this.place.forwarding.rules().shown(place, host.high(), host.low()) : place;
    }

    private void count(Node origin) {
        this.place.count(Counter.REQUESTS_FROM_NODES);
        this.place.traffic.request(origin == null ? null : origin.traffic(), Direction.TO_CLIENTS, this.place.message.method());
    }

    private void edit(ListeningPoint from, Node origin, long flow) {
        this.edits.pushVia(from, null);
        this.edits.recordRoute(from, origin, flow);
        this.edits.stampTopVia();
        this.place.message.removeInitialRemote(this.place.editor);
        this.edits.decrementMaxForwards();
    }

    /** The node that has sent the request: by where it came from, or by its Via; null if none is known. */
    private Node origin() {
        Arrival arrival = this.place.arrival;
        Node source = this.place.nodes.byAddress(arrival.high(), arrival.low(), arrival.port());
        HostPort sentBy = this.place.message.topVia().sentBy();
        return source == null ? this.place.nodes.byAddress(sentBy, sentBy.port(5060)) : source;
    }
}
