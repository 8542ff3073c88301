/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import org.wildfly.sip.balancer.message.Answer;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * Says what becomes of a request that could not be sent over a connection. It is the message that is processed, as it was to be sent,
 * with the balancer's own Via on top.
 */
final class UndeliverableRequest {
    private static final int MAX_ATTEMPTS = 2;

    private final Workplace place;
    private final Rejection rejection;

    UndeliverableRequest(Workplace place, Rejection rejection) {
        this.place = place;
        this.rejection = rejection;
    }

    /**
     * The request as it came, which may go to another node; null if there is no copy of it, no other node, or others could not be reached,
     * either; also if it went to another already.
     */
    RequestCopy copy() {
        SipMessage request = this.place.message;
        if (Branch.leg(request) != Leg.EXTERNAL || request.topVia().flow() == Arrival.NO_FLOW || isElsewhere()) {
            return null;
        }
        RequestCopy copy = unanswered().take(UnansweredRequests.key(Branch.transactionOf(request), request.method()));
        return copy == null || copy.attempt() >= MAX_ATTEMPTS || another() == null ? null : copy;
    }

    /** True if the node was taken for dead before, so that the request has gone to another. */
    private boolean isElsewhere() {
        SipMessage request = this.place.message;
        return unanswered().isTakenFrom(UnansweredRequests.key(Branch.transactionOf(request), request.method()), Branch.tag(request));
    }

    private UnansweredRequests unanswered() {
        return this.place.forwarding.deferred().failover().unanswered();
    }

    /**
     * A node that is UP and not the one that the request was to be sent to; null if there is none. Only for a request to a node.
     */
    Node another() {
        int tag = Branch.tag(this.place.message);
        Nodes nodes = this.place.nodes;
        int first = (int) (this.place.message.callIdHash() >>> 33);
        for (int i = 0; i < nodes.upCount(); i++) {
            Node node = nodes.up((first + i) % nodes.upCount());
            if (node.tag() != tag) {
                return node;
            }
        }
        return null;
    }

    /**
     * Writes the answer: as if the next hop had said that it is not available (RFC 3261 section 16.9). Not to a client on UDP while there
     * are other nodes: it sends the request again, which then finds its way if the node is dead. Not in the name of a node which does not
     * have the request any more.
     *
     * @return false if there is to be none
     */
    boolean answer() {
        SipMessage request = this.place.message;
        boolean repeated = Branch.leg(request) == Leg.EXTERNAL && request.topVia().flow() == Arrival.NO_FLOW && Branch.tag(request) != 0;
        if (request.method() == Method.ACK || repeated && another() != null || isElsewhere()
                || !this.rejection.write(Answer.SERVICE_UNAVAILABLE)) {
            return false;
        }
        this.place.count(Counter.REJECTED);
        this.place.traffic.answered(Answer.SERVICE_UNAVAILABLE.status());
        return true;
    }
}
