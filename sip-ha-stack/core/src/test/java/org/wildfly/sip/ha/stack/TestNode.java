/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import javax.sip.ClientTransaction;
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
import javax.sip.message.Response;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageProcessor;
import org.wildfly.sip.ha.timer.Timers;
import org.wildfly.sip.ha.transport.InboundHandler;
import org.wildfly.sip.ha.transport.SipProcessor;
import org.wildfly.sip.ha.transport.TransportCounters;
import org.wildfly.sip.ha.work.SessionQueues;

/** A node with one listening point on the loopback interface, whose listener keeps what it gets. */
public final class TestNode implements SipListener, NodeStack.Configuration, AutoCloseable {
    private final ExecutorService pool = Executors.newFixedThreadPool(4, task -> new Thread(task, "test-pool"));
    private final Timers timers = new Timers("test-timers");
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final SessionQueues queues;
    private final InboundHandler handler;
    private final NodeStack stack;
    private final ListeningPoint point;
    private final SipProvider provider;

    public final Queue<RequestEvent> requests = new ConcurrentLinkedQueue<>();
    public final Queue<ResponseEvent> responses = new ConcurrentLinkedQueue<>();
    public final Queue<TimeoutEvent> timeouts = new ConcurrentLinkedQueue<>();
    public final Queue<IOExceptionEvent> ioExceptions = new ConcurrentLinkedQueue<>();
    public volatile Consumer<RequestEvent> onRequest = event -> {
    };

    public TestNode(String transport) throws Exception {
        this(transport, SessionQueues.Limits.DEFAULT, InboundHandler.DIRECT);
    }

    public TestNode(String transport, SessionQueues.Limits limits, InboundHandler handler) throws Exception {
        this(transport, limits, handler, Map.of());
    }

    public TestNode(String transport, SessionQueues.Limits limits, InboundHandler handler, Map<String, String> settings) throws Exception {
        this.handler = handler;
        this.queues = new SessionQueues(this.pool, limits, this.failures::add);
        Properties properties = new Properties();
        properties.setProperty("gov.nist.javax.sip.LINGER_TIMER", "0");
        properties.putAll(settings);
        this.stack = new NodeStack(properties, this);
        this.point = this.stack.listen(transport, new InetSocketAddress("127.0.0.1", 0), null, 0);
        this.provider = this.stack.createSipProvider(this.point);
        this.provider.addSipListener(this);
    }

    @Override
    public SessionQueues queues() {
        return this.queues;
    }

    @Override
    public Timers timers() {
        return this.timers;
    }

    @Override
    public InboundHandler inboundHandler() {
        return this.handler;
    }

    public NodeStack stack() {
        return this.stack;
    }

    public Queue<Throwable> failures() {
        return this.failures;
    }

    public int port() {
        return this.point.getPort();
    }

    public SipProvider provider() {
        return this.provider;
    }

    public TransportCounters counters() {
        MessageProcessor processor = ((gov.nist.javax.sip.ListeningPointImpl) this.point).getMessageProcessor();
        return ((SipProcessor) processor).counters();
    }

    /** A request to a port of the loopback interface. */
    public Request request(String method, int port, String callId) throws ParseException {
        String sentBy = "127.0.0.1:" + this.port();
        String text = method + " sip:b@127.0.0.1:" + port + ";transport=" + this.point.getTransport() + " SIP/2.0\r\n" + "Via: SIP/2.0/"
                + this.point.getTransport().toUpperCase() + ' ' + sentBy + "\r\n" + "Max-Forwards: 70\r\nFrom: <sip:a@" + sentBy
                + ">;tag=a\r\nTo: <sip:b@127.0.0.1>\r\n" + "Call-ID: " + callId + "\r\nCSeq: 1 " + method + "\r\nContact: <sip:a@" + sentBy
                + ">\r\nContent-Length: 0\r\n\r\n";
        return (Request) new gov.nist.javax.sip.parser.StringMsgParser().parseSIPMessage(text.getBytes(), true, false, null);
    }

    /** Sends a request on the queue of its Call-ID. */
    public void send(Request request, int timerBase) {
        this.queues.post(((SIPMessage) request).getCallId().getCallId(), () -> {
            try {
                ClientTransaction transaction = this.provider.getNewClientTransaction(request);
                transaction.setRetransmitTimer(timerBase);
                transaction.sendRequest();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    /** Answers a request from the listener. */
    public ServerTransaction answer(RequestEvent event, int status, int timerBase) {
        try {
            ServerTransaction transaction = event.getServerTransaction() == null
                    ? this.provider.getNewServerTransaction(event.getRequest())
                    : event.getServerTransaction();
            transaction.setRetransmitTimer(timerBase);
            Response response = ((gov.nist.javax.sip.message.SIPRequest) event.getRequest()).createResponse(status);
            ((gov.nist.javax.sip.message.SIPResponse) response).getTo().setTag("b");
            if (event.getRequest().getMethod().equals(Request.INVITE)) {
                response.addHeader(new gov.nist.javax.sip.header.HeaderFactoryImpl().createContactHeader(
                        new gov.nist.javax.sip.address.AddressFactoryImpl().createAddress("<sip:b@127.0.0.1:" + this.port() + ">")));
            }
            transaction.sendResponse(response);
            return transaction;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    public int connections() {
        return ((SipProcessor) ((gov.nist.javax.sip.ListeningPointImpl) this.point).getMessageProcessor()).connections();
    }

    public int transactions() {
        return this.stack.getClientTransactionTableSize() + this.stack.getServerTransactionTableSize();
    }

    @Override
    public void processRequest(RequestEvent event) {
        this.requests.add(event);
        this.onRequest.accept(event);
    }

    @Override
    public void processResponse(ResponseEvent event) {
        this.responses.add(event);
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        this.timeouts.add(event);
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
        // not looked at
    }

    @Override
    public void close() throws IOException, InterruptedException {
        this.stack.stop();
        this.timers.close();
        this.pool.shutdown();
        this.pool.awaitTermination(5, TimeUnit.SECONDS);
    }
}
