/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import org.wildfly.sip.balancer.message.Answer;
import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.message.SipUri;
import org.wildfly.sip.balancer.node.Node;

/**
 * Sends a request of a node to a client: over the client's connection, or to where a URI points (RFC 3261 section 16.6, RFC 3263).
 */
final class RequestToClient {
    private final Workplace place;
    private final ClientSending sending;
    private final RequestToName toName;
    private final Rejection rejection;

    RequestToClient(Workplace place, RequestEdits edits, Rejection rejection) {
        this.place = place;
        this.sending = new ClientSending(place, edits, rejection);
        this.toName = new RequestToName(place, this.sending, rejection);
        this.rejection = rejection;
    }

    /**
     * Sends the request over a connection and nowhere else.
     *
     * @param origin the node that has sent it, or null
     */
    void forward(SipUri target, Node origin, ListeningPoint end, long flow) {
        HostPort host = target.isSip() ? target.destination() : null;
        boolean literal = host != null && host.isLiteral();
        this.sending.sendOver(end, literal ? this.place.forwarding.rules().shown(end, host.high(), host.low()) : end, flow, origin);
    }

    /**
     * Sends the request through the NAT of a client on UDP, and nowhere else.
     *
     * @param from   the place to which the client has sent
     * @param origin the node that has sent the request, or null
     */
    void forward(ListeningPoint from, DatagramFlow client, Node origin) {
        this.sending.sendBack(from, client, origin);
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
        if (host.isLiteral() && !HostPort.isOfOneHost(host.high(), host.low())) {
            // Who registers such a Contact wants many to answer.
            this.rejection.reject(Answer.SERVICE_UNAVAILABLE);
        } else if (host.isLiteral()) {
            int port = target.hostPort().port(OwnAddresses.defaultPort(from.transport()));
            this.sending.send(from, this.place.addresses.get(host.high(), host.low(), port), origin, target.hasTransport(), false);
        } else if (TransportChoice.isWebSocket(from.transport()) || flowLost && host.isInvalid()) {
            this.rejection.reject(Answer.FLOW_FAILED);
        } else {
            this.toName.forward(target, from.transport(), origin);
        }
    }
}
