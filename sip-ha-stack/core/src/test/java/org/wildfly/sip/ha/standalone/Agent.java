/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.standalone;

import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.Request;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import org.wildfly.sip.ha.javax.sip.SipStackImpl;
import org.wildfly.sip.ha.stack.NodeStack;
import org.wildfly.sip.ha.store.SessionStore;

/** A user agent as JAIN SIP's examples have it: answers every request 200, acknowledges every 200. */
class Agent implements SipListener, AutoCloseable {
    final Queue<String> requests = new ConcurrentLinkedQueue<>();
    final Queue<String> responses = new ConcurrentLinkedQueue<>();
    final Queue<Long> sequenceNumbers = new ConcurrentLinkedQueue<>();
    final Queue<Dialog> terminated = new ConcurrentLinkedQueue<>();
    final Queue<IOExceptionEvent> ioExceptions = new ConcurrentLinkedQueue<>();
    final ReplicatingStack stack;
    final SipProvider provider;
    private final String user;
    volatile Dialog dialog;
    volatile boolean acknowledges = true;

    Agent(String user, String transport, SessionStore store) throws Exception {
        this(user, transport, new SipStackImpl(properties(user), store));
    }

    Agent(String user, String transport, ReplicatingStack stack) throws Exception {
        this.user = user;
        this.stack = stack;
        ListeningPoint point = ((NodeStack) this.stack).listen(transport, new java.net.InetSocketAddress("127.0.0.1", 0), null, 0);
        this.provider = this.stack.createSipProvider(point);
        this.provider.addSipListener(this);
    }

    static Properties properties(String user) {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", user);
        properties.setProperty("gov.nist.javax.sip.LINGER_TIMER", "0");
        return properties;
    }

    int port() {
        return this.provider.getListeningPoints()[0].getPort();
    }

    private String transport() {
        return this.provider.getListeningPoints()[0].getTransport();
    }

    /** Calls something on a port of the loopback interface. */
    void call(int port, String callId) throws Exception {
        String own = "127.0.0.1:" + this.port();
        String text = "INVITE sip:service@127.0.0.1:" + port + ";transport=" + this.transport() + " SIP/2.0\r\nVia: SIP/2.0/"
                + this.transport().toUpperCase() + ' ' + own + "\r\nMax-Forwards: 70\r\nFrom: <sip:" + this.user + "@" + own + ">;tag=t"
                + this.user + "\r\nTo: <sip:service@127.0.0.1>\r\nCall-ID: " + callId + "\r\nCSeq: 1 INVITE\r\nContact: <sip:" + this.user
                + '@'
                + own + ";transport=" + this.transport() + ">\r\nContent-Length: 0\r\n\r\n";
        SIPRequest invite = (SIPRequest) new StringMsgParser().parseSIPMessage(text.getBytes(), true, false, null);
        ClientTransaction transaction = this.provider.getNewClientTransaction(invite);
        this.dialog = transaction.getDialog();
        transaction.sendRequest();
    }

    /** Sends a request within a dialog. */
    void send(Dialog within, String method) throws Exception {
        Request request = within.createRequest(method);
        if (method.equals(Request.INVITE)) {
            request.setHeader(this.contact());
        }
        within.sendRequest(this.provider.getNewClientTransaction(request));
    }

    private javax.sip.header.ContactHeader contact() throws Exception {
        return new HeaderFactoryImpl().createContactHeader(new AddressFactoryImpl()
                .createAddress("<sip:" + this.user + "@127.0.0.1:" + this.port() + ";transport=" + this.transport() + ">"));
    }

    @Override
    public void processRequest(RequestEvent event) {
        SIPRequest request = (SIPRequest) event.getRequest();
        this.requests.add(request.getMethod());
        this.sequenceNumbers.add(request.getCSeq().getSeqNumber());
        if (event.getDialog() != null) {
            this.dialog = event.getDialog();
        }
        if (request.getMethod().equals(Request.ACK)) {
            return;
        }
        try {
            ServerTransaction transaction = event.getServerTransaction() == null
                    ? this.provider.getNewServerTransaction(request)
                    : event.getServerTransaction();
            this.dialog = transaction.getDialog() == null ? this.dialog : transaction.getDialog();
            SIPResponse response = request.createResponse(200);
            if (request.getToTag() == null) {
                response.getTo().setTag("t" + this.user);
            }
            if (request.getMethod().equals(Request.INVITE)) {
                response.setHeader(this.contact());
            }
            transaction.sendResponse(response);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        SIPResponse response = (SIPResponse) event.getResponse();
        if (event.getClientTransaction() == null) {
            // meant for somebody who had this port before
            return;
        }
        this.responses.add(response.getCSeq().getMethod() + ' ' + response.getStatusCode());
        if (this.acknowledges && response.getStatusCode() == 200 && response.getCSeq().getMethod().equals(Request.INVITE)) {
            try {
                this.dialog = event.getDialog();
                this.dialog.sendAck(this.dialog.createAck(response.getCSeq().getSeqNumber()));
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        this.responses.add("timeout");
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        this.ioExceptions.add(event);
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        // not looked at
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        this.terminated.add(event.getDialog());
    }

    @Override
    public void close() {
        this.stack.stop();
    }
}
