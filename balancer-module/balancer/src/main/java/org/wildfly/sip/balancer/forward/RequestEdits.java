/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.nio.charset.StandardCharsets;

import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.message.MessageEditor;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.Via;
import org.wildfly.sip.balancer.node.Node;

/**
 * The changes that a balancer makes in each request that it sends on (RFC 3261 section 16.6).
 */
final class RequestEdits {
    private static final byte[] FLOW = bytes(";i=");
    private static final byte[] TIME = bytes(";t=");
    /** RFC 7339 section 5.1. */
    private static final byte[] OVERLOAD_CONTROL = bytes(";oc;oc-algo=\"loss\"");
    private static final byte[] LINE_END = bytes("\r\n");
    private static final byte[] MAX_FORWARDS = bytes("Max-Forwards: 70\r\n");
    private static final byte[] RPORT = bytes("rport=");
    private static final byte[] RECEIVED = bytes("received=");

    private final Workplace place;
    private final Branch branch;
    private final NatDetection nat;

    RequestEdits(Workplace place, Branch branch, NatDetection nat) {
        this.place = place;
        this.branch = branch;
        this.nat = nat;
    }

    /** Writes into the sender's Via where the request came from (RFC 3261 section 18.2.1, RFC 3581 section 4). */
    void stampTopVia() {
        Via via = this.place.message.topVia();
        Arrival arrival = this.place.arrival;
        MessageEditor editor = this.place.editor;
        boolean rport = via.rportFrom() >= 0;
        if (rport) {
            editor.replace(via.rportFrom(), via.rportTo()).put(RPORT).decimal(arrival.port());
        }
        if (via.receivedFrom() >= 0) {
            editor.replace(via.receivedFrom(), via.receivedTo()).put(RECEIVED).address(arrival.high(), arrival.low());
        } else if (rport || !arrival.isFrom(via.sentBy())) {
            editor.replace(via.to(), via.to()).put(';').put(RECEIVED).address(arrival.high(), arrival.low());
        }
    }

    /**
     * Puts the balancer's own Via on top.
     *
     * @param from the place from which the request leaves, as it is shown to who gets it
     * @param node to which the request goes; null if it goes to none
     */
    void pushVia(ListeningPoint from, Node node) {
        SipMessage message = this.place.message;
        ByteWriter text = this.place.editor.replace(message.headersStart(), message.headersStart());
        from.writeVia(text);
        this.branch.write(message, this.place.arrival.leg(), node, text);
        if (this.place.arrival.flow() != Arrival.NO_FLOW) {
            text.put(FLOW).hex(this.place.arrival.flow(), 12);
        }
        if (node != null && message.method() != Method.ACK) {
            writeMeasures(text);
        }
        text.put(LINE_END);
    }

    /** What tells the transaction of the request. */
    long transaction() {
        return this.branch.transaction(this.place.message);
    }

    /** What makes a node's answer tell how fast and how busy the node is; an ACK has none. */
    private void writeMeasures(ByteWriter text) {
        if (this.place.forwarding.rules().routing().responseTimes()) {
            this.place.forwarding.stopwatch().write(text.put(TIME));
        }
        if (this.place.forwarding.rules().routing().overloadControl()) {
            text.put(OVERLOAD_CONTROL);
        }
    }

    /**
     * Records the balancer in the route set of the dialog, if the request may create one: with the address on the way onward first.
     *
     * @param onward the place from which the request leaves, as it is shown to who gets it
     * @param node the node of the dialog, or null
     * @param flow the connection on which the request leaves, if no other will do; else {@link Arrival#NO_FLOW}
     * @param client the address of a client behind a NAT to which it goes, if no other will do; else null
     */
    void recordRoute(ListeningPoint onward, Node node, long flow, DatagramFlow client) {
        SipMessage message = this.place.message;
        if (!message.method().createsDialog() || message.hasToTag()) {
            return;
        }
        ByteWriter text = this.place.editor.replace(message.headersStart(), message.headersStart());
        ListeningPoint back = back();
        boolean secure = message.requestUri().isSecure() || this.place.secureRoute;
        long token = this.place.arrival.leg() == Leg.EXTERNAL ? token(this.place.arrival.flow()) : FlowTokens.NONE;
        DatagramFlow source = this.nat.isBehindNat() ? this.nat.source() : null;
        if (onward.index() == back.index()) {
            onward.writeRecordRoute(secure, node, token == FlowTokens.NONE ? token(flow) : token, source == null ? client : source, text);
        } else {
            onward.writeRecordRoute(secure, node, token(flow), client, text);
            back.writeRecordRoute(secure, node, token, source, text);
        }
    }

    /** The place where the request came, as it is shown to who sent it. */
    private ListeningPoint back() {
        Arrival arrival = this.place.arrival;
        return this.place.forwarding.rules().shown(arrival.at(), arrival.high(), arrival.low());
    }

    /** The name of a connection for Record-Route and Path. */
    long token(long flow) {
        return flow == Arrival.NO_FLOW ? FlowTokens.NONE : FlowTokens.token(flow, this.place.flowHash);
    }

    /** Counts the hop. */
    void decrementMaxForwards() {
        SipMessage message = this.place.message;
        if (message.maxForwards() < 0) {
            this.place.editor.replace(message.headersStart(), message.headersStart()).put(MAX_FORWARDS);
        } else {
            this.place.editor.replace(message.maxForwardsFrom(), message.maxForwardsTo()).decimal(message.maxForwards() - 1);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
