/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.net.InetSocketAddress;
import java.text.ParseException;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import org.wildfly.sip.ha.transport.TransportCounters.Drop;
import org.wildfly.sip.ha.work.SessionQueue;

/** A received message, as the item of its session's queue: parses, checks and stamps it, and gives it to the handler. */
final class InboundMessage implements Runnable {
    private final InboundHandler handler;
    private final byte[] bytes;
    private final MessageHead head;
    private final SipChannel channel;

    InboundMessage(InboundHandler handler, byte[] bytes, MessageHead head, SipChannel channel) {
        this.handler = handler;
        this.bytes = bytes;
        this.head = head;
        this.channel = channel;
    }

    @Override
    public void run() {
        SIPMessage message = this.parse();
        if (message == null) {
            return;
        }
        this.locate(message);
        if (message instanceof SIPRequest request) {
            this.stamp(request.getTopmostVia());
        }
        this.handler.handle(message, SessionQueue.current(), new Delivery(message, this.channel));
    }

    private SIPMessage parse() {
        if (this.head.isOtherVersion()) {
            this.reject(Drop.VERSION, "505 Version Not Supported");
            return null;
        }
        try {
            return MessageReader.read(this.channel.getSIPStack(), this.bytes);
        } catch (ParseException malformed) {
            this.reject(Drop.MALFORMED, "400 Bad Request");
            return null;
        }
    }

    private void reject(Drop reason, String status) {
        this.channel.processor().counters().countDrop(reason);
        byte[] response = StatelessReply.to(this.head, status, this.channel.peer(), "");
        if (response != null) {
            this.channel.reply(response);
        }
    }

    private void locate(SIPMessage message) {
        InetSocketAddress source = this.channel.peer();
        message.setRemoteAddress(source.getAddress());
        message.setRemotePort(source.getPort());
        message.setPeerPacketSourceAddress(source.getAddress());
        message.setPeerPacketSourcePort(source.getPort());
        message.setLocalAddress(this.channel.processor().getIpAddress());
        message.setLocalPort(this.channel.processor().getPort());
    }

    /** RFC 3261 section 18.2.1 and RFC 3581 section 4. What a peer claims to have received is not believed. */
    private void stamp(Via via) {
        InetSocketAddress source = this.channel.peer();
        String address = source.getAddress().getHostAddress();
        boolean symmetric = via.hasParameter(Via.RPORT);
        try {
            via.removeParameter(Via.RECEIVED);
            if (symmetric || !address.equals(via.getHost())) {
                via.setParameter(Via.RECEIVED, address);
            }
            if (symmetric) {
                via.setParameter(Via.RPORT, Integer.toString(source.getPort()));
            }
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
        int port = via.getPort() > 0 ? via.getPort() : this.channel.processor().getDefaultTargetPort();
        boolean toSource = symmetric && !this.channel.isReliable();
        this.channel.replyTo(toSource ? source : new InetSocketAddress(source.getAddress(), port));
    }
}
