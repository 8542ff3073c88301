/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

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
        if (!target.isSip() || target.isSecure()) {
            this.rejection.reject(Answer.UNSUPPORTED_URI_SCHEME);
            return;
        }
        Node addressed = this.choice.addressed(target);
        if (addressed != null) {
            this.toNode.forward(addressed.state().isAlive() ? addressed : this.choice.instead(addressed));
        } else if (this.place.own().legOf(target.hostPort()) != null) {
            this.toNode.forward(this.choice.instead(null));
        } else {
            toClient(target, origin);
        }
    }

    private void toClient(SipUri target, Node origin) {
        Transport transport = target.transport();
        if (transport != Transport.UDP && transport != Transport.TCP) {
            this.rejection.reject(Answer.SERVICE_UNAVAILABLE);
            return;
        }
        this.edits.pushVia(Leg.EXTERNAL, transport, null);
        this.edits.recordRoute(Leg.EXTERNAL, transport, origin);
        this.edits.stampTopVia();
        this.edits.decrementMaxForwards();
        if (!this.place.write()) {
            return;
        }
        this.place.count(Counter.REQUESTS_FROM_NODES);
        this.place.traffic.request(origin == null ? null : origin.traffic(), Direction.TO_CLIENTS, this.place.message.method());
        HostPort host = target.hostPort();
        if (host.isLiteral()) {
            this.place.send(Leg.EXTERNAL, transport, this.place.addresses.get(host.high(), host.low(), host.port(5060)), Arrival.NO_FLOW);
        } else {
            String name = new String(this.place.message.bytes(), host.from(), host.hostTo() - host.from(), StandardCharsets.US_ASCII);
            this.place.outbound.sendToName(Leg.EXTERNAL, transport, name, host.port(5060), this.place.out);
        }
    }

    /** The node that has sent the request: by where it came from, or by its Via; null if none is known. */
    private Node origin() {
        Arrival arrival = this.place.arrival;
        Node source = this.place.nodes.byAddress(arrival.high(), arrival.low(), arrival.port());
        HostPort sentBy = this.place.message.topVia().sentBy();
        return source == null ? this.place.nodes.byAddress(sentBy, sentBy.port(5060)) : source;
    }
}
