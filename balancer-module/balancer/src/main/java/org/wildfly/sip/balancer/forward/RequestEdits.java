/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.nio.charset.StandardCharsets;

import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.message.MessageEditor;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.Via;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.heartbeat.Transport;

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

    RequestEdits(Workplace place, Branch branch) {
        this.place = place;
        this.branch = branch;
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
     * @param node to which the request goes; null if it goes to none
     */
    void pushVia(Leg leg, Transport transport, Node node) {
        SipMessage message = this.place.message;
        ByteWriter text = this.place.editor.replace(message.headersStart(), message.headersStart());
        this.place.own().of(leg).writeVia(transport, text);
        this.branch.write(message, this.place.arrival.leg(), node, text);
        if (this.place.arrival.flow() != Arrival.NO_FLOW) {
            text.put(FLOW).hex(this.place.arrival.flow(), 12);
        }
        if (node != null) {
            writeMeasures(text);
        }
        text.put(LINE_END);
    }

    /** What makes a node's answer tell how fast and how busy the node is. */
    private void writeMeasures(ByteWriter text) {
        if (this.place.forwarding.routing().responseTimes()) {
            this.place.forwarding.stopwatch().write(text.put(TIME));
        }
        if (this.place.forwarding.routing().overloadControl()) {
            text.put(OVERLOAD_CONTROL);
        }
    }

    /** Records the balancer in the route set of the dialog, if the request may create one: with the address on the way onward first. */
    void recordRoute(Leg leg, Transport transport, Node node) {
        SipMessage message = this.place.message;
        if (!message.method().createsDialog() || message.hasToTag()) {
            return;
        }
        ByteWriter text = this.place.editor.replace(message.headersStart(), message.headersStart());
        LegAddress onward = this.place.own().of(leg);
        LegAddress back = this.place.own().of(this.place.arrival.leg());
        onward.writeRecordRoute(transport, node, text);
        if (!onward.isSame(back) || transport != this.place.arrival.transport()) {
            back.writeRecordRoute(this.place.arrival.transport(), node, text);
        }
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
