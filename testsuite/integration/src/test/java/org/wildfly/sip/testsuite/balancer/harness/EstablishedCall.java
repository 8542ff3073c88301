/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.IOException;
import java.util.List;

/**
 * A call of a phone that a node has answered.
 *
 * @param invite its INVITE, as the phone sent it
 * @param ok     the answer, as the phone got it
 * @param node   the node that has the call
 */
public record EstablishedCall(SipText invite, SipText ok, BalancedNode node) {

    /** Calls; one of some nodes answers. The ACK has arrived there, too. */
    public static EstablishedCall make(Peer phone, List<BalancedNode> nodes) throws IOException {
        return make(phone, phone.request("INVITE", "sip:bob@example.com"), nodes);
    }

    /** Calls with an INVITE; one of some nodes answers. The ACK has arrived there, too. */
    public static EstablishedCall make(Peer phone, SipText invite, List<BalancedNode> nodes) throws IOException {
        phone.send(invite);
        BalancedNode node = Received.byOneOf(nodes).answer(200).node();
        EstablishedCall call = new EstablishedCall(invite, phone.receive(), node);
        phone.send(call.request("ACK", 1));
        node.sip().receive();
        return call;
    }

    /** A request of the phone in this call, with the Routes of the answer. */
    public SipText request(String method, int sequence) {
        return this.invite.inDialog(method, sequence, this.ok, true);
    }

    /** The same of a phone that does not obey Record-Route. */
    public SipText requestWithoutRoutes(String method, int sequence) {
        return this.invite.inDialog(method, sequence, this.ok, false);
    }
}
