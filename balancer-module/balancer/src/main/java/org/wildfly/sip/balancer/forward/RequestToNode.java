/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;

import org.wildfly.sip.balancer.message.Answer;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Direction;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Sends a request on to a node. Request-URI and remaining Routes stay as they are: the node takes the balancer's address for its own.
 */
final class RequestToNode {
    private final Workplace place;
    private final RequestEdits edits;
    private final Rejection rejection;

    RequestToNode(Workplace place, RequestEdits edits, Rejection rejection) {
        this.place = place;
        this.edits = edits;
        this.rejection = rejection;
    }

    /**
     * Sends the request, whose own Routes are taken out.
     *
     * @param node the node, or null if there is none
     */
    void forward(Node node) {
        Transport transport = node == null ? null : node.transport(this.place.arrival.transport());
        if (transport == null) {
            this.rejection.reject(Answer.SERVICE_UNAVAILABLE);
            return;
        }
        this.edits.pushVia(Leg.INTERNAL, transport, node);
        this.edits.recordRoute(Leg.INTERNAL, transport, node);
        this.edits.stampTopVia();
        this.edits.decrementMaxForwards();
        if (this.place.write()) {
            InetSocketAddress to = node.address(transport);
            this.place.count(Counter.REQUESTS_TO_NODES);
            this.place.forwarding.observer().requestToNode(node, this.place.message.method(), !this.place.message.hasToTag());
            this.place.traffic.request(node.traffic(), Direction.TO_NODES, this.place.message.method());
            this.place.send(Leg.INTERNAL, transport, to, Arrival.NO_FLOW);
        }
    }
}
