/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;

import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.PeerUnavailableException;
import javax.sip.SipListener;
import javax.sip.Timeout;
import javax.sip.TimeoutEvent;
import javax.sip.TransportNotSupportedException;

import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.SIPConstants;
import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.timers.SipTimer;
import org.wildfly.sip.ha.logging.StackLog;
import org.wildfly.sip.ha.timer.SessionTimer;
import org.wildfly.sip.ha.timer.Timers;
import org.wildfly.sip.ha.transport.InboundHandler;
import org.wildfly.sip.ha.transport.SipProcessor;
import org.wildfly.sip.ha.transport.TransportSettings;
import org.wildfly.sip.ha.transport.Transports;
import org.wildfly.sip.ha.work.SessionQueues;

/**
 * jain-sip with every piece of its work (messages, transaction timers, failures of sending) on the queues of sessions, and all its output held
 * by their {@linkplain org.wildfly.sip.ha.work.OutputCommit commit}. It has no threads but those of its listening points; they never wait.
 * <p>
 * A stopped stack cannot be used again.
 */
public class NodeStack extends SipStackImpl {
    /** What a stack works with; none of it is closed by the stack. */
    public interface Configuration {
        /** Where the work is done. */
        SessionQueues queues();

        /** The clock. */
        Timers timers();

        /** Sees every message before the stack does. */
        default InboundHandler inboundHandler() {
            return InboundHandler.DIRECT;
        }
    }

    private final Transports transports;

    /**
     * @param properties of JAIN SIP and jain-sip; what they do not set gets a value that suits a server
     * @throws PeerUnavailableException if a property is wrong
     */
    public NodeStack(Properties properties, Configuration configuration) throws PeerUnavailableException {
        super(StackDefaults.complete(properties));
        this.transports = new Transports(TransportSettings.of(this.getConfigurationProperties()), configuration.queues(),
                configuration.inboundHandler());
        this.setMessageProcessorFactory(this.transports);
        this.getTimer().stop();
        this.setTimer(new SessionTimer(configuration.queues(), configuration.timers()));
        this.endEventScanner();
    }

    /**
     * With a re-entrant listener its thread has nothing to do; it ends when it has taken one more event. That may be late: the event belongs to a
     * provider that never has a listener.
     */
    private void endEventScanner() {
        this.getEventScanner().forceStop();
        SipProviderImpl nobody = new SipProviderImpl(this) {
        };
        this.getEventScanner().addEvent(new EventWrapper(new TimeoutEvent(nobody, (ClientTransaction) null, Timeout.TRANSACTION), null));
    }

    /**
     * Opens a listening point.
     *
     * @param transport UDP or TCP
     * @param address what to bind; port 0 for any free one
     * @param publicHost the host that peers are told in Via; null for the bound one
     * @param publicPort the port that peers are told; 0 for the bound one
     * @throws IOException if the address cannot be bound
     */
    public ListeningPoint listen(String transport, InetSocketAddress address, String publicHost, int publicPort) throws IOException {
        if (!this.isAlive()) {
            throw new IOException(StackLog.LOGGER.stopped());
        }
        int port = this.transports.bind(address, transport);
        try {
            ListeningPoint point = this.createListeningPoint(address.getAddress().getHostAddress(), port, transport);
            if (publicHost != null || publicPort != 0) {
                String host = publicHost == null ? address.getAddress().getHostAddress() : publicHost;
                boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
                point.setSentBy((bare ? '[' + host + ']' : host) + ':' + (publicPort == 0 ? port : publicPort));
            }
            StackLog.LOGGER.listening(transport, address.getAddress().getHostAddress() + ':' + port, point.getSentBy());
            return point;
        } catch (TransportNotSupportedException | InvalidArgumentException | ParseException failure) {
            throw new IOException(failure);
        }
    }

    /** The number of messages that its listening points have dropped. */
    public long dropped() {
        long dropped = 0;
        for (MessageProcessor processor : this.getMessageProcessors()) {
            dropped += ((SipProcessor) processor).counters().dropped();
        }
        return dropped;
    }

    @Override
    public synchronized ListeningPoint createListeningPoint(String address, int port, String transport)
            throws TransportNotSupportedException, InvalidArgumentException {
        if (!this.isAlive()) {
            throw new InvalidArgumentException(StackLog.LOGGER.stopped());
        }
        if (!transport.equalsIgnoreCase(ListeningPoint.UDP) && !transport.equalsIgnoreCase(ListeningPoint.TCP)) {
            throw new TransportNotSupportedException(StackLog.LOGGER.unsupportedTransport(transport));
        }
        return super.createListeningPoint(address, port, transport);
    }

    @Override
    public SIPClientTransaction createClientTransaction(SIPRequest request, MessageChannel channel) {
        SIPClientTransaction transaction = new NodeClientTransaction(this, channel);
        transaction.setOriginalRequest(request);
        return transaction;
    }

    @Override
    public SIPServerTransaction createServerTransaction(MessageChannel channel) {
        return new NodeServerTransaction(this, channel);
    }

    /**
     * Called before a client transaction sends, also again: what it tells of has changed by then.
     *
     * @param transaction its dialog, if any, has the request's CSeq already
     */
    protected void sending(SIPClientTransaction transaction) {
        // nothing is kept of it here
    }

    /** Nobody after the stack was stopped. */
    @Override
    public SipListener getSipListener() {
        return this.isAlive() ? super.getSipListener() : null;
    }

    /** By the branch, which jain-sip would look for in every transaction (RFC 3261 section 9.2). */
    @Override
    public SIPTransaction findCancelTransaction(SIPRequest cancel, boolean server) {
        String branch = cancel.getTopmostVia().getBranch();
        if (branch == null
                || !branch.regionMatches(true, 0, SIPConstants.BRANCH_MAGIC_COOKIE, 0, SIPConstants.BRANCH_MAGIC_COOKIE.length())) {
            return super.findCancelTransaction(cancel, server);
        }
        SIPTransaction transaction = this.findTransaction(branch.toLowerCase(), server);
        return transaction != null && transaction.doesCancelMatchTransaction(cancel) ? transaction : null;
    }

    /** Sessions are serial: there is nothing to wait for. */
    @Override
    public boolean acquireSem() {
        return true;
    }

    @Override
    public void releaseSem() {
        // never acquired
    }

    /** Messages to this node go through its sockets like any other. */
    @Override
    public ScheduledExecutorService getSelfRoutingThreadpoolExecutor() {
        throw new UnsupportedOperationException();
    }

    /** Only starts what {@link #stop()} did not end: nothing. */
    @Override
    public void start() {
        if (!this.isAlive()) {
            throw new IllegalStateException(StackLog.LOGGER.stopped());
        }
    }

    /** Closes the sockets and forgets every transaction and dialog; returns at once. */
    @Override
    public void stopStack() {
        this.toExit = true;
        for (MessageProcessor processor : this.getMessageProcessors()) {
            this.removeMessageProcessor(processor);
        }
        SipTimer timer = this.getTimer();
        if (timer != null) {
            timer.stop();
        }
        this.clientTransactionTable.clear();
        this.serverTransactionTable.clear();
        this.dialogTable.clear();
        this.earlyDialogTable.clear();
        this.serverDialogMergeTestTable.clear();
        this.retransmissionAlertTransactions.clear();
    }
}
