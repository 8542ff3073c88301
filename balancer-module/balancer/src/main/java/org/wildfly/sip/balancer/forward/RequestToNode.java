/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;

import org.wildfly.sip.balancer.message.Answer;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.SipMessage;
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
    private final ClientEdits clientEdits;
    private final LargeRequests large;

    RequestToNode(Workplace place, RequestEdits edits, ClientEdits clientEdits, Rejection rejection) {
        this.place = place;
        this.edits = edits;
        this.rejection = rejection;
        this.clientEdits = clientEdits;
        this.large = new LargeRequests(place);
    }

    /**
     * Sends the request, whose own Routes are taken out.
     *
     * @param node the node, or null if there is none
     */
    void forward(Node node) {
        ListeningPoint wanted = node == null
                ? null
                : this.place.forwarding.transports().toNode(node, this.place.arrival.transport(),
                        this.place.message.requestUri().isSecure());
        if (wanted == null) {
            this.rejection.reject(Answer.SERVICE_UNAVAILABLE);
            return;
        }
        ListeningPoint from = edit(wanted, node);
        if (this.place.write(from)) {
            this.place.count(Counter.REQUESTS_TO_NODES);
            this.place.algorithm().sending(this.place.message, node);
            this.place.forwarding.observer().requestToNode(node, this.place.message.method(), !this.place.message.hasToTag());
            this.place.traffic.request(node.traffic(), Direction.TO_NODES, this.place.message.method());
            if (this.place.arrival.flow() != Arrival.NO_FLOW) {
                keep(node);
            }
            send(from, node.address(from.transport()), from != wanted);
            if (this.place.forwarding.rules().routing().sendTrying() && this.place.message.method() == Method.INVITE) {
                this.rejection.trying();
            }
        }
    }

    /** Edits the request; the place to send it from. */
    private ListeningPoint edit(ListeningPoint wanted, Node node) {
        boolean fixed = this.place.forwarding.transports().isFixedToNodes() || this.place.attempt > 0;
        int limit = fixed ? 0 : this.place.forwarding.rules().routing().maxUdpNodeRequestSize();
        InetSocketAddress streamed = limit == 0 ? null : node.address(Transport.TCP);
        ListeningPoint from = this.large.following(wanted, streamed, limit);
        int mark = this.place.editor.mark();
        editFor(from, node);
        if (limit > 0 && from == wanted) {
            from = this.large.instead(wanted, streamed, limit);
            if (from != wanted) {
                this.place.editor.rewind(mark);
                editFor(from, node);
            }
        }
        return from;
    }

    private void editFor(ListeningPoint from, Node node) {
        this.edits.pushVia(from, node);
        this.edits.recordRoute(from, node, Arrival.NO_FLOW, null);
        if (this.place.arrival.leg() == Leg.EXTERNAL) {
            this.clientEdits.editRequest(from);
        }
        this.edits.stampTopVia();
        this.edits.decrementMaxForwards();
    }

    private void send(ListeningPoint from, InetSocketAddress to, boolean large) {
        boolean sent = this.place.send(from, to, Arrival.NO_FLOW, large ? RequestCopy.of(this.place) : null);
        if (large && !sent) {
            this.place.forwarding.deferred().sendElsewhere(from.transport(), to, RequestCopy.of(this.place));
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
