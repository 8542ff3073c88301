/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import javax.sip.address.Hop;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;

/**
 * The way to one peer, as one transaction sees it; cheap, and holds no resource. A message is encoded when it is sent, and leaves when the state
 * that it tells of is stored; failures are told to its transaction later, never thrown.
 * <p>
 * Messages to this node itself go through its sockets like any other.
 */
public abstract class SipChannel extends MessageChannel implements RawMessageChannel {
    private final SipProcessor processor;
    private final InetSocketAddress peer;
    private volatile InetSocketAddress replyTo;

    /** @param peer where requests go, or where a message came from */
    SipChannel(SipProcessor processor, InetSocketAddress peer) {
        this.processor = processor;
        this.messageProcessor = processor;
        this.peer = peer;
        this.replyTo = peer;
    }

    /** Gives a message to the network at once. */
    abstract void transmit(Outbound message);

    /** Answers where the message came from, at once; nobody is told of a failure. */
    void reply(byte[] response) {
        this.transmit(Outbound.of(response, this.peer));
    }

    /** Where responses go (RFC 3261 section 18.2.2, RFC 3581 section 4). */
    void replyTo(InetSocketAddress address) {
        this.replyTo = address;
    }

    InetSocketAddress replyTo() {
        return this.replyTo;
    }

    InetSocketAddress peer() {
        return this.peer;
    }

    SipProcessor processor() {
        return this.processor;
    }

    /** Sends a response, and gives its bytes for retransmission by {@link #resend(SentResponse)}. */
    public final SentResponse sendResponse(SIPResponse response) {
        SentResponse bytes = new SentResponse(Outbound.of(response, this.getTransport(), this.replyTo));
        this.resend(bytes);
        return bytes;
    }

    /** Sends a response once more. */
    public final void resend(SentResponse response) {
        this.release(response.message());
    }

    private void send(SIPMessage message, InetSocketAddress target) {
        message.setRemoteAddress(target.getAddress());
        message.setRemotePort(target.getPort());
        message.setLocalAddress(this.processor.getIpAddress());
        message.setLocalPort(this.processor.getPort());
        this.release(Outbound.of(message, this.getTransport(), target));
    }

    private void release(Outbound message) {
        this.processor.queues().output(message.callId(), () -> this.transmit(message));
    }

    @Override
    public void sendMessage(SIPMessage message) {
        this.send(message, message instanceof SIPResponse ? this.replyTo : this.peer);
    }

    @Override
    public void sendMessage(SIPMessage message, Hop hop) {
        this.send(message, this.peer);
    }

    @Override
    public void sendMessage(SIPMessage message, InetAddress address, int port) {
        this.send(message, new InetSocketAddress(address, port));
    }

    @Override
    protected void sendMessage(byte[] message, InetAddress address, int port, boolean reconnect) {
        this.release(Outbound.of(message, new InetSocketAddress(address, port)));
    }

    @Override
    public void processMessage(SIPMessage message) {
        throw new UnsupportedOperationException("Messages to this node go through its sockets");
    }

    @Override
    public void close() {
        // holds no resource: connections belong to their processor
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return this.processor.getSIPStack();
    }

    @Override
    public String getTransport() {
        return this.processor.getTransport();
    }

    @Override
    public boolean isSecure() {
        return this.processor.isSecure();
    }

    @Override
    public String getPeerAddress() {
        return this.peer.getAddress().getHostAddress();
    }

    @Override
    protected InetAddress getPeerInetAddress() {
        return this.peer.getAddress();
    }

    /** Null, by which jain-sip does not take the short cut to this node itself, which passes by the queues and the output commit. */
    @Override
    protected String getPeerProtocol() {
        return null;
    }

    @Override
    public int getPeerPort() {
        return this.peer.getPort();
    }

    @Override
    public int getPeerPacketSourcePort() {
        return this.peer.getPort();
    }

    @Override
    public InetAddress getPeerPacketSourceAddress() {
        return this.peer.getAddress();
    }

    @Override
    public String getKey() {
        return getKey(this.peer.getAddress(), this.peer.getPort(), this.getTransport());
    }

    @Override
    public String getViaHost() {
        return this.processor.sentBy().getHost().getHostname();
    }

    @Override
    public int getViaPort() {
        return this.processor.sentBy().getPort();
    }

    @Override
    public Via getViaHeader() {
        return this.processor.getViaHeader();
    }

    @Override
    public HostPort getHostPort() {
        return this.processor.sentBy();
    }
}
