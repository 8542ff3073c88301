/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;

import org.wildfly.sip.balancer.message.Answer;
import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Direction;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Sends a request of a node away from the nodes, to a place or over a connection that is known.
 */
final class ClientSending {
    private final Workplace place;
    private final RequestEdits edits;
    private final Rejection rejection;
    private final LargeRequests large;
    /** Where the request that is being sent leaves. */
    private ListeningPoint end;
    /** The connection that it takes. */
    private long flow;

    ClientSending(Workplace place, RequestEdits edits, Rejection rejection) {
        this.place = place;
        this.edits = edits;
        this.rejection = rejection;
        this.large = new LargeRequests(place);
    }

    /**
     * Sends the request over a connection and nowhere else.
     *
     * @param end   the connection's end
     * @param shown the same, as it is shown to the other side
     */
    void sendOver(ListeningPoint end, ListeningPoint shown, long flow, Node origin) {
        edit(shown, origin, flow, null);
        if (this.place.write(end)) {
            count(origin);
            this.place.forwarding.tap().sent(end, null, this.place.message, this.place.out);
            this.place.outbound.sendFlow(flow, this.place.out);
        }
    }

    /** Sends the request through a client's NAT, from the place to which the client has sent. */
    void sendBack(ListeningPoint from, DatagramFlow client, Node origin) {
        edit(this.place.forwarding.rules().shown(from, client.high(), client.low()), origin, Arrival.NO_FLOW, client);
        if (this.place.write(from)) {
            count(origin);
            InetSocketAddress to = this.place.addresses.get(client.high(), client.low(), client.port());
            if (!this.place.send(from, to, Arrival.NO_FLOW, null)) {
                notSent(from.transport(), to, false);
            }
        }
    }

    /**
     * Sends the request to an address, over TCP instead of UDP if it is too long for that.
     *
     * @param wanted    the place to send from
     * @param origin    the node that has sent it, or null
     * @param fixed     true if no other transport will do
     * @param elsewhere true if there are other places where it may go if it cannot be sent there
     */
    void send(ListeningPoint wanted, InetSocketAddress to, Node origin, boolean fixed, boolean elsewhere) {
        int limit = fixed || this.place.attempt > 0 ? 0 : this.place.forwarding.rules().routing().maxUdpRequestSize();
        ListeningPoint from = this.large.following(wanted, to, limit);
        int mark = this.place.editor.mark();
        edit(from, to, origin);
        if (from == wanted) {
            from = this.large.instead(wanted, to, limit);
            if (from != wanted) {
                this.place.editor.rewind(mark);
                edit(from, to, origin);
            }
        }
        if (this.flow == Arrival.NO_FLOW && TransportChoice.isWebSocket(from.transport())) {
            // Nobody listens there: who speaks WebSocket to a balancer is a client (RFC 7118).
            this.rejection.reject(Answer.FLOW_FAILED);
        } else if (this.place.write(this.end)) {
            count(origin);
            boolean again = from != wanted || elsewhere;
            RequestCopy copy = again && from.transport() != Transport.UDP ? RequestCopy.of(this.place) : null;
            if (!this.place.send(this.end, to, this.flow, copy)) {
                notSent(from.transport(), to, again);
            }
        }
    }

    private void notSent(Transport transport, InetSocketAddress to, boolean again) {
        if (again) {
            this.place.forwarding.deferred().sendElsewhere(transport, to, RequestCopy.of(this.place));
        } else {
            // As if the next hop had said so (RFC 3261 section 16.9).
            this.rejection.reject(Answer.SERVICE_UNAVAILABLE);
        }
    }

    private void edit(ListeningPoint from, InetSocketAddress to, Node origin) {
        this.flow = from.transport() == Transport.UDP ? Arrival.NO_FLOW : this.place.outbound.flowTo(from, to);
        ListeningPoint there = this.flow == Arrival.NO_FLOW ? null : this.place.outbound.flow(this.flow);
        this.end = there == null ? from : there;
        long high = HostPort.high(to.getAddress());
        long low = HostPort.low(to.getAddress());
        edit(this.place.forwarding.rules().shown(this.end, high, low), origin, this.flow, null);
    }

    private void edit(ListeningPoint shown, Node origin, long flow, DatagramFlow client) {
        this.edits.pushVia(shown, null);
        this.edits.recordRoute(shown, origin, flow, client);
        this.edits.stampTopVia();
        this.place.editor.removeInitialRemote(this.place.message);
        this.edits.decrementMaxForwards();
    }

    private void count(Node origin) {
        this.place.count(Counter.REQUESTS_FROM_NODES);
        this.place.traffic.request(origin == null ? null : origin.traffic(), Direction.TO_CLIENTS, this.place.message.method());
    }
}
