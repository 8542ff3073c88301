/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import org.wildfly.sip.balancer.message.Answer;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Direction;

/**
 * Sends a request on to a node. Request-URI and remaining Routes stay as they are: the node takes the balancer's address for its own.
 */
final class RequestToNode {
    private final Workplace place;
    private final RequestEdits edits;
    private final Rejection rejection;
    private final ClientEdits clientEdits;

    RequestToNode(Workplace place, RequestEdits edits, ClientEdits clientEdits, Rejection rejection) {
        this.place = place;
        this.edits = edits;
        this.rejection = rejection;
        this.clientEdits = clientEdits;
    }

    /**
     * Sends the request, whose own Routes are taken out.
     *
     * @param node the node, or null if there is none
     */
    void forward(Node node) {
        ListeningPoint from = node == null
                ? null
                : this.place.forwarding.transports().toNode(node, this.place.arrival.transport(),
                        this.place.message.requestUri().isSecure());
        if (from == null) {
            this.rejection.reject(Answer.SERVICE_UNAVAILABLE);
            return;
        }
        this.edits.pushVia(from, node);
        this.edits.recordRoute(from, node, Arrival.NO_FLOW);
        if (this.place.arrival.leg() == Leg.EXTERNAL) {
            this.clientEdits.editRequest(from);
        }
        this.edits.stampTopVia();
        this.edits.decrementMaxForwards();
        if (this.place.write(from)) {
            this.place.count(Counter.REQUESTS_TO_NODES);
            this.place.algorithm().sending(this.place.message, node);
            this.place.forwarding.observer().requestToNode(node, this.place.message.method(), !this.place.message.hasToTag());
            this.place.traffic.request(node.traffic(), Direction.TO_NODES, this.place.message.method());
            if (this.place.arrival.flow() != Arrival.NO_FLOW) {
                keep(node);
            }
            this.place.send(from, node.address(from.transport()), Arrival.NO_FLOW);
            if (this.place.forwarding.rules().routing().sendTrying() && this.place.message.method() == Method.INVITE) {
                this.rejection.trying();
            }
        }
    }

    /** A client does not send again over a connection: if the node dies the balancer does. */
    private void keep(Node node) {
        SipMessage request = this.place.message;
        if (request.method() == Method.ACK || this.place.arrival.leg() == Leg.INTERNAL) {
            return;
        }
        Failover failover = this.place.forwarding.deferred().failover();
        failover.unanswered().keep(UnansweredRequests.key(this.edits.transaction(), request.method()), node, this.place);
        if (this.place.nodes != this.place.forwarding.registry().snapshot()) {
            // Its death may have been looked at already.
            failover.nodesChanged();
        }
    }
}
