/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;

import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.message.HeaderValues;
import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.message.MessageEditor;
import org.wildfly.sip.balancer.message.ShortAddress;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.Via;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Direction;
import org.wildfly.sip.balancer.statistics.NodeTraffic;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Sends a response on: takes the balancer's own Via out and sends to what the next one says (RFC 3261 sections 16.7 and 18.2.2); one to a
 * dead node goes to the node that has its call now.
 */
final class ResponseForwarder {
    private final Workplace place;
    private final ClientEdits clientEdits;
    private final NodeChoice choice;
    private final Branch branch;
    private final HeaderValues values = new HeaderValues();
    private final Via next = new Via();

    ResponseForwarder(Workplace place, ClientEdits clientEdits, NodeChoice choice, Branch branch) {
        this.place = place;
        this.clientEdits = clientEdits;
        this.choice = choice;
        this.branch = branch;
    }

    /** Sends on what has come. */
    void forward() {
        forward(true);
    }

    /** Sends on what this balancer says in the name of who could not be reached. */
    void forwardOwn() {
        forward(false);
    }

    private void forward(boolean received) {
        SipMessage message = this.place.message;
        Leg leg = Branch.leg(message);
        if (leg == null || received && isFromWrongSide(leg) || this.place.own().find(message.topVia()) == null || !takeOwnVia(message)) {
            this.place.count(Counter.STRAY_RESPONSE);
            return;
        }
        observe(message, received);
        if (leg == Leg.EXTERNAL && message.topVia().flow() != Arrival.NO_FLOW && !isAwaited(message)) {
            this.place.count(Counter.STRAY_RESPONSE);
            return;
        }
        if (message.status() >= 200) {
            this.place.algorithm().completed(message);
        }
        if (leg == Leg.EXTERNAL) {
            if (send(leg)) {
                this.place.count(Counter.RESPONSES_TO_CLIENTS);
            }
        } else if (toNode()) {
            this.place.count(Counter.RESPONSES_TO_NODES);
        }
    }

    /** False if the node was taken for dead and another has the request: a second answer would be one too many for the client. */
    private boolean isAwaited(SipMessage message) {
        return this.place.forwarding.deferred().failover().unanswered()
                .answered(UnansweredRequests.key(Branch.transactionOf(message), message.method()), Branch.tag(message));
    }

    /** Requests of clients go to nodes only: who answers them where clients are has made that up, to reach another client. */
    private boolean isFromWrongSide(Leg leg) {
        return leg == Leg.EXTERNAL && this.place.arrival.leg() == Leg.EXTERNAL && !this.place.own().isSinglePort();
    }

    /** Tells what a node has answered, or that it could not be reached, if the response comes from where nodes are. */
    private void observe(SipMessage message, boolean received) {
        int tag = Branch.tag(message);
        if (tag == 0) {
            return;
        }
        Arrival arrival = this.place.arrival;
        Node node = this.place.nodes.byTag(tag);
        boolean fromNode = this.place.own().isSinglePort()
                ? node != null && node.hasHost(arrival.high(), arrival.low())
                : arrival.leg() == Leg.INTERNAL;
        if (fromNode) {
            Via own = message.topVia();
            long elapsed = received ? this.place.forwarding.stopwatch().elapsed(own.time()) : TrafficObserver.UNKNOWN_TIME;
            NodeTraffic traffic = node == null ? null : node.traffic();
            if (received) {
                this.place.traffic.response(traffic, Direction.TO_CLIENTS, message.method(), message.status());
            }
            if (elapsed != TrafficObserver.UNKNOWN_TIME) {
                this.place.traffic.responseTime(traffic, message.method(), message.status(), elapsed);
            }
            this.place.forwarding.observer().responseOfNode(node, message.status(), message.method(), own, elapsed);
        }
    }

    /** Takes the first Via out and reads the second; false if there is none. */
    private boolean takeOwnVia(SipMessage message) {
        this.values.toTopVia(message);
        if (this.values.isLastInLine()) {
            this.place.editor.remove(this.values.lineStart(), this.values.lineEnd());
        } else {
            this.place.editor.remove(this.values.from(), this.values.nextFrom());
        }
        return this.values.next() && message.parse(this.values, this.next);
    }

    private boolean toNode() {
        if (this.place.arrival.leg() == Leg.EXTERNAL) {
            this.clientEdits.editResponse();
        }
        HostPort sentBy = this.next.sentBy();
        Node node = this.place.nodes.byAddress(sentBy, sentBy.port(5060));
        node = node == null ? this.place.nodes.byAddress(this.next.received(), sentBy.port(5060)) : node;
        if (node == null && !this.branch.isFor(this.place.message, this.next)) {
            // Nobody there has sent the request: a client shall not reach whatever host it likes on the nodes' side.
            this.place.count(Counter.STRAY_RESPONSE);
            return false;
        }
        if (node == null || node.state().isAlive()) {
            boolean sent = send(Leg.INTERNAL);
            if (sent) {
                countForNode(node);
            }
            return sent;
        }
        Node survivor = this.choice.instead(node);
        ListeningPoint from = survivor == null || this.next.transport() == null
                ? null
                : this.place.forwarding.transports().toNode(survivor, this.next.transport(), false);
        if (from == null) {
            this.place.count(Counter.NO_NEXT_HOP);
            return false;
        }
        InetSocketAddress to = survivor.address(from.transport());
        rewriteVia(to);
        if (!this.place.write(from)) {
            return false;
        }
        this.place.send(from, to, Arrival.NO_FLOW);
        countForNode(survivor);
        return true;
    }

    private void countForNode(Node node) {
        SipMessage message = this.place.message;
        this.place.traffic.response(node == null ? null : node.traffic(), Direction.TO_NODES, message.method(), message.status());
    }

    /** The survivor takes only responses that bear its own address (RFC 3261 section 18.1.2). */
    private void rewriteVia(InetSocketAddress survivor) {
        MessageEditor editor = this.place.editor;
        ByteWriter text = editor.replace(this.next.sentBy().from(), this.next.sentBy().to());
        text.put(ShortAddress.host(survivor.getAddress())).put(':').decimal(survivor.getPort());
        if (this.next.receivedFrom() >= 0) {
            editor.remove(withSemicolon(this.next.receivedFrom()), this.next.receivedTo());
        }
        if (this.next.rportFrom() >= 0) {
            editor.remove(withSemicolon(this.next.rportFrom()), this.next.rportTo());
        }
    }

    private int withSemicolon(int parameter) {
        int from = parameter;
        while (this.place.message.bytes()[from] != ';') {
            from--;
        }
        return from;
    }

    private boolean send(Leg leg) {
        HostPort host = this.next.responseHost();
        long flow = this.place.message.topVia().flow();
        ListeningPoint from = host.isLiteral() ? sender(leg, HostPort.isV4(host.high(), host.low()), flow) : null;
        if (from == null) {
            // Whoever sent the request got a received parameter from this balancer, unless its Via held its own address.
            this.place.count(Counter.NO_NEXT_HOP);
            return false;
        }
        if (!this.place.write(from)) {
            return false;
        }
        // A new connection can only be made to the port on which the other side listens, not to that of its last connection.
        int port = from.transport() == Transport.UDP
                ? this.next.responsePort()
                : this.next.sentBy().port(OwnAddresses.defaultPort(from.transport()));
        this.place.send(from, this.place.addresses.get(host.high(), host.low(), port), flow);
        return true;
    }

    /** The end of the connection on which the request came, whatever the sender's Via says; else the place that the Via demands, or null. */
    private ListeningPoint sender(Leg leg, boolean v4, long flow) {
        ListeningPoint end = flow == Arrival.NO_FLOW ? null : this.place.outbound.flow(flow);
        if (end != null && (end.leg() == leg || this.place.own().isSinglePort())) {
            return end;
        }
        Transport transport = this.next.transport();
        boolean reachable = transport != null && !(leg == Leg.EXTERNAL && TransportChoice.isWebSocket(transport));
        return reachable ? this.place.own().sender(leg, transport, v4) : null;
    }
}
