/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import org.wildfly.sip.balancer.message.Answer;
import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.SipUri;
import org.wildfly.sip.balancer.message.StrictRouting;
import org.wildfly.sip.balancer.node.Node;

/**
 * Sends a request of a node on: to the next Route or the Request-URI, or back to a node if that is what they name.
 */
final class RequestFromNode {
    private final Workplace place;
    private final Rejection rejection;
    private final NodeChoice choice;
    private final RequestToNode toNode;
    private final RequestToClient toClient;
    private final DatagramFlow client;
    private final StrictRouting strict = new StrictRouting();

    RequestFromNode(Workplace place, Rejection rejection, NodeChoice choice, RequestToNode toNode, RequestToClient toClient) {
        this.place = place;
        this.rejection = rejection;
        this.choice = choice;
        this.toNode = toNode;
        this.toClient = toClient;
        this.client = place.forwarding.flows().newDatagramFlow();
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
        this.place.secureRoute = target.isSecure();
        SipUri named = routes.flow();
        long flow = named == null ? FlowTokens.NONE : FlowTokens.flow(named.flowToken(), this.place.flowHash);
        ListeningPoint end = flow == FlowTokens.NONE ? null : this.place.outbound.flow(flow);
        if (end != null) {
            this.toClient.forward(target, origin, end, flow);
            return;
        }
        ListeningPoint client = named == null ? null : this.client.read(message.bytes(), named, this.place.own());
        if (client != null) {
            this.toClient.forward(client, this.client, origin);
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
            tighten(routes);
            this.toClient.forward(target, origin, flow != FlowTokens.NONE);
        }
    }

    /**
     * A next hop that does not say that it is a loose router gets what a strict one wants (RFC 3261 section 16.6, step 6). Not the client
     * at the end of a flow, which the Route does not name.
     */
    private void tighten(RouteSet routes) {
        SipUri next = routes.next();
        if (next != null && next.isSip() && !next.isLoose()) {
            this.strict.tighten(this.place.message, routes.taken(), this.place.editor);
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
