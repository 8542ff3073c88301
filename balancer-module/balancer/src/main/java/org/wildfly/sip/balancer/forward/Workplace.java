/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;

import org.wildfly.sip.balancer.algorithm.BalancerAlgorithm;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.message.MessageEditor;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What the steps of processing one message have in common: the message, how it came, the nodes of that moment, and the place where the
 * changed message is written. One per thread.
 */
final class Workplace {
    final Forwarding forwarding;
    final Outbound outbound;
    final SipHash hash;
    final SipMessage message;
    final Arrival arrival = new Arrival();
    final MessageEditor editor = new MessageEditor();
    final AddressCache addresses = new AddressCache();
    final Stopwatch stopwatch;
    final ByteWriter out;
    final ByteWriter scratch = new ByteWriter(64);
    Nodes nodes = Nodes.NONE;

    Workplace(Forwarding forwarding, Outbound outbound) {
        this.forwarding = forwarding;
        this.outbound = outbound;
        this.hash = forwarding.check().hash();
        this.message = new SipMessage(forwarding.check().hash());
        this.stopwatch = forwarding.stopwatch();
        // Room for what a balancer adds.
        this.out = new ByteWriter(forwarding.maxMessageSize() + 2048);
    }

    OwnAddresses own() {
        return this.forwarding.own();
    }

    BalancerAlgorithm algorithm() {
        return this.forwarding.algorithm();
    }

    void count(Counter counter) {
        this.forwarding.statistics().count(counter);
    }

    /** Writes the changed message to {@link #out}; false, and counted, if it has become too long. */
    boolean write() {
        boolean fits = this.editor.write(this.message, this.out.clear());
        if (!fits) {
            count(Counter.OVERSIZE);
        }
        return fits;
    }

    /** Sends what is written to an address. */
    void send(Leg leg, Transport transport, InetSocketAddress to, long flow) {
        if (transport == Transport.UDP) {
            this.outbound.sendUdp(leg, to, this.out);
        } else {
            this.outbound.sendTcp(leg, to, flow, this.out);
        }
    }
}
