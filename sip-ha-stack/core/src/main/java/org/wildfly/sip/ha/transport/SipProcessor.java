/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

import gov.nist.core.Host;
import gov.nist.core.HostPort;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import org.jboss.logging.Logger;
import org.wildfly.sip.ha.work.SessionQueues;

/** What the transports have in common: a bound address, the address that peers are told, and counters. */
public abstract class SipProcessor extends MessageProcessor {
    private static final Logger MESSAGES = Logger.getLogger("org.wildfly.sip.ha.messages");
    private static final int DEFAULT_PORT = 5060;

    private final TransportCounters counters = new TransportCounters();
    private final FailureReport failures;
    private final SessionQueues queues;
    private final TransportSettings settings;
    private volatile HostPort sentBy;
    private volatile boolean sentBySet;

    SipProcessor(SIPTransactionStack stack, InetSocketAddress address, String transport, Intake intake, TransportSettings settings)
            throws SocketException {
        super(address.getAddress(), address.getPort(), transport, stack);
        this.settings = settings;
        this.queues = intake.queues();
        this.failures = new FailureReport(this, this.queues);
        this.sentBy = hostPort(LocalHost.reachable(address.getAddress()).getHostAddress(), address.getPort());
    }

    /** What has happened here. */
    public TransportCounters counters() {
        return this.counters;
    }

    /** The number of connections that are open or being made; 0 for UDP. */
    public int connections() {
        return 0;
    }

    abstract SipChannel channelTo(InetSocketAddress target);

    SessionQueues queues() {
        return this.queues;
    }

    TransportSettings settings() {
        return this.settings;
    }

    /** The bound address, with the transport; for messages and thread names. */
    String name() {
        return this.getTransport().toUpperCase() + ' ' + this.getIpAddress().getHostAddress() + ':' + this.getPort();
    }

    void sent(Outbound message) {
        this.counters.countSent();
        trace("%s -> %s%n%s", message.target(), message.bytes());
    }

    void received(byte[] message, InetSocketAddress source) {
        this.counters.countReceived();
        trace("%s <- %s%n%s", source, message);
    }

    void failed(Outbound message, IOException cause) {
        this.counters.countSendFailure();
        this.failures.report(message, cause);
    }

    private void trace(String format, InetSocketAddress peer, byte[] message) {
        if (MESSAGES.isTraceEnabled()) {
            MESSAGES.tracef(format, this.name(), peer, new String(message, StandardCharsets.UTF_8));
        }
    }

    @Override
    public MessageChannel createMessageChannel(HostPort target) throws IOException {
        InetAddress address = target.getInetAddress();
        if (address == null) {
            throw new UnknownHostException(String.valueOf(target));
        }
        return this.createMessageChannel(address, target.getPort());
    }

    @Override
    public MessageChannel createMessageChannel(InetAddress address, int port) throws IOException {
        return this.channelTo(new InetSocketAddress(address, port > 0 ? port : DEFAULT_PORT));
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return this.sipStack;
    }

    @Override
    public int getDefaultTargetPort() {
        return DEFAULT_PORT;
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public int getMaximumMessageSize() {
        return this.settings.maxMessageSize();
    }

    @Override
    public boolean inUse() {
        return false;
    }

    /** Takes {@code host}, {@code host:port}, and IPv6 references in brackets. */
    @Override
    public void setSentBy(String text) throws ParseException {
        int colon = text.lastIndexOf(':');
        boolean port = colon > 0 && colon > text.lastIndexOf(']');
        try {
            this.sentBy = hostPort(port ? text.substring(0, colon) : text, port ? Integer.parseInt(text.substring(colon + 1)) : -1);
            this.sentBySet = true;
        } catch (NumberFormatException notANumber) {
            throw new ParseException(text, colon + 1);
        }
    }

    @Override
    public String getSentBy() {
        return this.sentBy.toString();
    }

    @Override
    public boolean isSentBySet() {
        return this.sentBySet;
    }

    @Override
    public Via getViaHeader() {
        Via via = new Via();
        via.setSentBy((HostPort) this.sentBy.clone());
        try {
            via.setTransport(this.getTransport());
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
        return via;
    }

    HostPort sentBy() {
        return this.sentBy;
    }

    private static HostPort hostPort(String host, int port) {
        HostPort result = new HostPort();
        result.setHost(new Host(host));
        result.setPort(port);
        return result;
    }
}
