/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import org.wildfly.sip.balancer.algorithm.BalancerAlgorithm;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.message.MessageEditor;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.TrafficRecorder;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What the steps of processing one message have in common: the message, how it came, the nodes of that moment, and the place where the
 * changed message is written. One per thread.
 */
final class Workplace {
    private static final byte[] CONTENT_LENGTH = "Content-Length: ".getBytes(StandardCharsets.US_ASCII);

    private static final int MAX_ATTEMPTS = 8;

    final Outbound outbound;
    final TrafficRecorder traffic;
    final SipHash hash;
    final SipHash flowHash;
    final SipMessage message;
    final Arrival arrival = new Arrival();
    final MessageEditor editor = new MessageEditor();
    final AddressCache addresses = new AddressCache();
    final ByteWriter out;
    final ByteWriter scratch = new ByteWriter(64);
    private final Supplier<Forwarding> current;
    Forwarding forwarding;
    Nodes nodes = Nodes.NONE;
    /** How often the request has been sent before. */
    int attempt;
    /** True if the request has waited for its target. */
    boolean resumed;
    /** True if the next hop is a Route of SIPS. */
    boolean secureRoute;

    /**
     * @param current what is in effect now; the parts that make the check values and limit messages stay as they are at first
     */
    Workplace(Supplier<Forwarding> current, Outbound outbound) {
        this.current = current;
        this.forwarding = current.get();
        this.traffic = this.forwarding.statistics().traffic().newRecorder();
        this.outbound = outbound;
        this.hash = this.forwarding.check().hash();
        this.flowHash = this.forwarding.flows().hash();
        this.message = new SipMessage(this.forwarding.check().hash());
        // Room for what a balancer adds.
        this.out = new ByteWriter(this.forwarding.maxMessageSize() + 2048);
    }

    /** Begins with a message: with what is in effect at this moment, and to its end. */
    void begin() {
        this.forwarding = this.current.get();
        this.nodes = this.forwarding.registry().snapshot();
        this.editor.clear();
        this.attempt = 0;
        this.resumed = false;
        this.secureRoute = false;
    }

    /** True if the request has been sent so often that it goes nowhere else any more. */
    boolean isTriedOften() {
        return this.attempt >= MAX_ATTEMPTS;
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

    /**
     * Writes the changed message to {@link #out}; false, and counted, if it has become too long.
     *
     * @param from the place from which it is to be sent
     */
    boolean write(ListeningPoint from) {
        if (from.transport() != Transport.UDP && !this.message.hasContentLength()) {
            // On a stream nothing else tells where the body ends (RFC 3261 section 18.3).
            this.editor.replace(this.message.headersStart(), this.message.headersStart()).put(CONTENT_LENGTH)
                    .decimal(this.message.end() - this.message.body()).put('\r').put('\n');
        }
        boolean fits = this.editor.write(this.message, this.out.clear());
        if (!fits) {
            count(Counter.OVERSIZE);
        }
        return fits;
    }

    /** Sends what is written to an address of the place's family. */
    void send(ListeningPoint from, InetSocketAddress to, long flow) {
        send(from, to, flow, null);
    }

    /**
     * Sends what is written to an address of the place's family.
     *
     * @param elsewhere the request as it came, if it goes elsewhere when a connection turns out to be impossible; else null
     * @return false if it is known already that it cannot be sent
     */
    boolean send(ListeningPoint from, InetSocketAddress to, long flow, RequestCopy elsewhere) {
        this.forwarding.tap().sent(from, to, this.message, this.out);
        return from.transport() == Transport.UDP
                ? this.outbound.sendUdp(from, to, this.out)
                : this.outbound.sendStream(from, to, flow, this.out, elsewhere);
    }
}
