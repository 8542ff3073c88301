/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.servlet.sip.B2buaHelper;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.SipSession.State;
import javax.sip.ClientTransaction;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.message.Request;
import javax.sip.message.Response;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.message.Direction;
import org.wildfly.sip.container.message.MessageOwner;
import org.wildfly.sip.container.message.RoutingState;
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.message.SipServletResponseImpl;
import org.wildfly.sip.container.transport.Dialogs;
import org.wildfly.sip.container.transport.Outbound;
import org.wildfly.sip.ha.work.SessionQueue;

/**
 * The messages of a SipSession that are under way, and how the session sends and receives (JSR 289 section 5, RFC 3261 sections 12 to 14). Sends on
 * the session's queue; a call from another thread is carried over to it.
 */
public final class SessionMessages implements MessageOwner {
    private final SipSessionImpl session;
    private final PendingRequests pending = new PendingRequests();
    private final Map<SipServletRequestImpl, SipServletRequestImpl> cancels = new ConcurrentHashMap<>(0);
    private final Farewell farewell;
    private final ReceivedResponses responses;
    private volatile boolean begun;
    private volatile SipServletRequestImpl originalRequest;
    /** Where application routing stood when this session was begun; for a request that is sent again before there is a dialog. */
    private RoutingState routing;

    SessionMessages(SipSessionImpl session) {
        this.session = session;
        this.farewell = new Farewell(session.context());
        this.responses = new ReceivedResponses(session, this.pending, this.farewell);
    }

    /** What becomes of the responses to its requests. */
    public ReceivedResponses responses() {
        return this.responses;
    }

    PendingRequests pending() {
        return this.pending;
    }

    /** Whether a request waits for its final response. */
    boolean isUnderWay() {
        return !this.pending.isEmpty();
    }

    /** Whether any message was ever sent or received. */
    boolean hasBegun() {
        return this.begun || this.session.dialog() != null && this.session.dialog().state() != State.INITIAL;
    }

    /** Notes that a message was sent or received on another node. */
    void begun() {
        this.begun = true;
    }

    /** Ends all that is under way because the session ends. */
    void end() {
        this.farewell.end(this.pending.clear());
        this.cancels.clear();
    }

    /** Forgets all that is under way because the session leaves this node. */
    void leave() {
        this.farewell.leave(this.pending.clear());
        this.cancels.clear();
    }

    // ---- receiving; called by the dispatcher on the session's queue

    /** Notes a request that was received. */
    public void receive(SipServletRequestImpl request) {
        this.begun = true;
        this.session.access();
        if (request.isInitial()) {
            this.originalRequest = request;
        } else if (request.getMethod().equals(Request.ACK)) {
            this.originalRequest = null;
        }
        if (!request.getMethod().equals(Request.ACK) && !request.getMethod().equals(Request.CANCEL)) {
            this.pending.received(request);
        }
    }

    /** The request that began this session, until its 2xx is acknowledged; null afterwards. */
    SipServletRequestImpl originalRequest() {
        return this.originalRequest;
    }

    /** The INVITE received that has no final response yet; null if there is none. */
    public SipServletRequestImpl pendingInvite() {
        return this.pending.invite();
    }

    /** Whether an INVITE of this side waits for its final response (RFC 3261 section 14.2: another one is refused with 491). */
    public boolean isInviting() {
        return this.pending.isInviting();
    }

    // ---- making requests

    SipServletRequest createRequest(String method) {
        Dialog dialog = this.session.dialog();
        if (method.equals(Request.ACK) || method.equals(Request.CANCEL)) {
            throw new IllegalArgumentException(method + " is made by createAck and createCancel");
        }
        if (dialog == null || dialog.state() == State.TERMINATED || dialog.state() == State.INITIAL && dialog.isServer()) {
            throw new IllegalStateException("session " + this.session.getId() + " has no dialog for a " + method);
        }
        SIPRequest request = dialog.createRequest(method);
        this.session.parent().changed();
        return this.outbound(request);
    }

    /** Makes a request of this session of a message. */
    public SipServletRequestImpl outbound(SIPRequest message) {
        this.outbound().prepare(message);
        SipServletRequestImpl request = new SipServletRequestImpl(message, Direction.OUTBOUND);
        request.setOwner(this);
        return request;
    }

    @Override
    public SipServletRequest createAck(SipServletResponseImpl response) {
        return this.outbound(this.session.dialog().createAck(response.message().getCSeq().getSeqNumber()));
    }

    @Override
    public SipServletRequest createCancel(SipServletRequestImpl invite) {
        try {
            SipServletRequestImpl cancel = this.outbound((SIPRequest) ((ClientTransaction) invite.transaction()).createCancel());
            this.cancels.put(cancel, invite);
            return cancel;
        } catch (SipException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // ---- sending

    @Override
    public void send(SipServletRequestImpl request) throws IOException {
        SerialCall.run(this.session.parent().queue(), () -> this.sendNow(request), failure -> this.notSent(request, failure));
    }

    @Override
    public void send(SipServletResponseImpl response) throws IOException {
        SerialCall.run(this.session.parent().queue(), () -> this.sendNow(response), this::report);
    }

    private void notSent(SipServletRequestImpl request, Throwable cause) {
        this.report(cause);
        if (!request.getMethod().equals(Request.ACK) && !request.getMethod().equals(Request.CANCEL)) {
            this.responses.fail(request, Response.SERVICE_UNAVAILABLE);
        }
    }

    private void report(Throwable cause) {
        ContainerLogger.LOGGER.notSent(this.session.getCallId(), cause.getMessage());
    }

    private void sendNow(SipServletRequestImpl request) throws IOException {
        SIPRequest message = request.message();
        this.begun = true;
        this.requireValid();
        this.session.access();
        switch (message.getMethod()) {
            case Request.ACK -> {
                this.outbound().complete(message, this.session.dialog().way());
                this.session.acknowledgements.acknowledged(message);
                this.session.parent().changed();
                this.outbound().sendAck(message);
            }
            case Request.CANCEL -> this.cancel(request);
            default -> this.sendInTransaction(request, message);
        }
    }

    private void requireValid() {
        if (!this.session.isValid()) {
            throw new IllegalStateException("session " + this.session.getId() + " is invalid");
        }
    }

    private void sendInTransaction(SipServletRequestImpl request, SIPRequest message) throws IOException {
        if (this.session.dialog() == null) {
            this.session.open(Dialog.ofClient(message));
        }
        boolean initial = this.session.dialog().state() == State.INITIAL;
        if (initial) {
            this.completeInitial(request, message);
        } else {
            this.routing = null;
            this.outbound().complete(message, this.session.dialog().way());
        }
        this.pending.sent(request);
        try {
            request.setTransaction(this.outbound().send(message, request));
        } catch (IOException failure) {
            this.pending.completed(request);
            throw failure;
        }
        if (!initial) {
            this.session.parent().changed();
        }
    }

    /** A request out of a dialog visits further applications of this node, or leaves it (JSR 289 section 15.4). */
    private void completeInitial(SipServletRequestImpl request, SIPRequest message) throws IOException {
        if (request.isInitial()) {
            this.routing = request.routing();
        }
        ApplicationRouting.Visit visit = this.routing == null
                ? null
                : this.session.context().routing().next(request, this.routing, this.session.application());
        this.session.dialog().setInternal(visit != null);
        this.outbound().complete(message, visit == null ? Outbound.Way.OUT : Outbound.Way.INTERNAL);
        if (visit != null) {
            visit.expect(message.getTopmostVia().getBranch());
        }
    }

    private void sendNow(SipServletResponseImpl response) throws IOException {
        SipServletRequestImpl request = response.getRequest();
        SIPResponse message = response.message();
        int status = message.getStatusCode();
        this.requireValid();
        this.session.access();
        this.outbound().complete(message);
        Dialog dialog = this.session.dialog();
        dialog.answered(message);
        if (status >= 200) {
            this.pending.answered(request);
            if (request.getMethod().equals(Request.BYE)
                    || status >= 300 && dialog.state() != State.CONFIRMED && Dialogs.isCreating(request.getMethod())) {
                dialog.terminate();
            }
            this.session.parent().changed();
        }
        this.outbound().send((ServerTransaction) request.transaction(), message);
        SessionQueue.output(() -> this.pending.left(request));
        if (status >= 200 && status < 300 && request.getMethod().equals(Request.INVITE)) {
            this.session.answered(response);
        }
        if (status >= 200) {
            this.session.endIfReadyLater();
        }
    }

    @Override
    public void prepare(SipServletResponseImpl response) {
        SIPResponse message = response.message();
        if (message.getToTag() == null && message.getStatusCode() > 100) {
            message.setToTag(this.session.getId());
        }
        this.outbound().complete(message);
    }

    private void cancel(SipServletRequestImpl cancel) throws IOException {
        SipServletRequestImpl invite = this.cancels.remove(cancel);
        if (invite != null) {
            if (this.pending.cancel(invite)) {
                this.outbound().cancel((ClientTransaction) invite.transaction());
            }
            this.responses.expectEnd(invite);
        }
    }

    @Override
    public B2buaHelper b2buaHelper(SipServletRequestImpl request) {
        return new B2buaHelperImpl(this.session.parent());
    }

    @Override
    public SipSession session() {
        return this.session;
    }

    @Override
    public SipApplicationSession applicationSession() {
        return this.session.parent();
    }

    private Outbound outbound() {
        return this.session.context().outbound();
    }
}
