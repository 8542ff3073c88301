/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.servlet.sip.B2buaHelper;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.SipSession.State;
import javax.servlet.sip.UAMode;
import javax.sip.ClientTransaction;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.message.Request;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.message.Direction;
import org.wildfly.sip.container.message.MessageOwner;
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.message.SipServletResponseImpl;
import org.wildfly.sip.container.transport.Dialogs;
import org.wildfly.sip.container.transport.Outbound;

/**
 * The messages of a SipSession that are under way, and how the session sends and receives (JSR 289 section 5, RFC 3261 sections 12 to 14). Sends on
 * the session's queue; a call from another thread is carried over to it.
 */
public final class SessionMessages implements MessageOwner {
    private final SipSessionImpl session;
    /** Requests received that have no final response yet. */
    private final Set<SipServletRequestImpl> received = new LinkedHashSet<>(2);
    /** Requests sent that have had no final response yet. */
    private final Map<SipServletRequestImpl, Progress> sent = new LinkedHashMap<>(2);
    private final Map<SipServletRequestImpl, SipServletRequestImpl> cancels = new LinkedHashMap<>(0);
    private volatile boolean begun;
    private volatile SipServletRequestImpl originalRequest;

    /** How far a sent INVITE has come; a CANCEL must wait for its first provisional response (RFC 3261 section 9.1). */
    private static final class Progress {
        private boolean provisional;
        private boolean cancelWanted;
    }

    SessionMessages(SipSessionImpl session) {
        this.session = session;
    }

    /** Whether a request waits for its final response. */
    synchronized boolean isUnderWay() {
        return !this.received.isEmpty() || !this.sent.isEmpty();
    }

    /** Whether any message was ever sent or received. */
    boolean hasBegun() {
        return this.begun || this.session.dialog() != null && this.session.dialog().state() != State.INITIAL;
    }

    synchronized void leave() {
        this.received.clear();
        this.sent.clear();
        this.cancels.clear();
    }

    // ---- receiving; called by the dispatcher on the session's queue

    /** Notes a request that was received. */
    public synchronized void receive(SipServletRequestImpl request) {
        this.begun = true;
        this.session.access();
        if (request.isInitial()) {
            this.originalRequest = request;
        } else if (request.getMethod().equals(Request.ACK)) {
            this.originalRequest = null;
        }
        if (!request.getMethod().equals(Request.ACK) && !request.getMethod().equals(Request.CANCEL)) {
            this.received.add(request);
        }
    }

    /** The request that began this session, until its 2xx is acknowledged; null afterwards. */
    SipServletRequestImpl originalRequest() {
        return this.originalRequest;
    }

    /** The INVITE received that has no final response yet; null if there is none. */
    public synchronized SipServletRequestImpl pendingInvite() {
        return this.received.stream().filter(request -> request.getMethod().equals(Request.INVITE)).findFirst().orElse(null);
    }

    /** Whether an INVITE of this side waits for its final response (RFC 3261 section 14.2: another one is refused with 491). */
    public synchronized boolean isInviting() {
        return this.sent.keySet().stream().anyMatch(request -> request.getMethod().equals(Request.INVITE));
    }

    /**
     * Notes a response that was received to a request of this session.
     *
     * @return whether the application is to see it
     */
    public boolean receive(SipServletRequestImpl request, SIPResponse response) {
        this.session.access();
        int status = response.getStatusCode();
        if (status < 200) {
            this.provisional(request);
        }
        if (status == 100) {
            return false;
        }
        Dialog dialog = this.session.dialog();
        dialog.accept(response);
        if (status >= 200) {
            this.completed(request, response, dialog);
        }
        return true;
    }

    private void completed(SipServletRequestImpl request, SIPResponse response, Dialog dialog) {
        int status = response.getStatusCode();
        boolean invite = request.getMethod().equals(Request.INVITE);
        synchronized (this) {
            this.sent.remove(request);
        }
        if (invite && status < 300) {
            this.session.acknowledgements().received(response);
        }
        if (request.getMethod().equals(Request.BYE) || dialog.state() == State.CONFIRMED && (status == 481 || status == 408)) {
            dialog.terminate();
        } else if (status >= 300 && dialog.state() == State.EARLY && Dialogs.isCreating(request.getMethod())) {
            dialog.reset();
        }
        this.session.parent().changed();
    }

    /** A 2xx has come again: sends its ACK again, if it was acknowledged (RFC 3261 section 13.2.2.4). */
    public void receiveAgain(SIPResponse response) throws IOException {
        SIPRequest ack = this.session.acknowledgements().ackFor(response);
        if (ack != null) {
            SIPRequest again = (SIPRequest) ack.clone();
            this.outbound().complete(again, false);
            this.outbound().sendAck(again);
        }
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
            synchronized (this) {
                this.cancels.put(cancel, invite);
            }
            return cancel;
        } catch (SipException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // ---- sending

    @Override
    public void send(SipServletRequestImpl request) throws IOException {
        SerialCall.run(this.session.parent().queue(), () -> this.sendNow(request));
    }

    @Override
    public void send(SipServletResponseImpl response) throws IOException {
        SerialCall.run(this.session.parent().queue(), () -> this.sendNow(response));
    }

    private void sendNow(SipServletRequestImpl request) throws IOException {
        SIPRequest message = request.message();
        this.begun = true;
        this.session.access();
        switch (message.getMethod()) {
            case Request.ACK -> {
                this.outbound().complete(message, false);
                this.session.acknowledgements().acknowledged(message);
                this.session.parent().changed();
                this.outbound().sendAck(message);
            }
            case Request.CANCEL -> this.cancel(request);
            default -> this.sendInTransaction(request, message);
        }
    }

    private void sendInTransaction(SipServletRequestImpl request, SIPRequest message) throws IOException {
        if (this.session.dialog() == null) {
            this.session.open(Dialog.ofClient(message));
        }
        boolean initial = this.session.dialog().state() == State.INITIAL;
        this.outbound().complete(message, initial);
        synchronized (this) {
            this.sent.put(request, new Progress());
        }
        try {
            request.setTransaction(this.outbound().send(message, request));
        } catch (IOException failure) {
            synchronized (this) {
                this.sent.remove(request);
            }
            throw failure;
        }
        if (!initial) {
            this.session.parent().changed();
        }
    }

    private void sendNow(SipServletResponseImpl response) throws IOException {
        SipServletRequestImpl request = response.getRequest();
        SIPResponse message = response.message();
        int status = message.getStatusCode();
        this.session.access();
        this.outbound().complete(message);
        Dialog dialog = this.session.dialog();
        dialog.answered(message);
        if (status >= 200) {
            synchronized (this) {
                this.received.remove(request);
            }
            if (request.getMethod().equals(Request.BYE)
                    || status >= 300 && dialog.state() != State.CONFIRMED && Dialogs.isCreating(request.getMethod())) {
                dialog.terminate();
            }
            this.session.parent().changed();
        }
        this.outbound().send((ServerTransaction) request.transaction(), message);
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
        SipServletRequestImpl invite;
        boolean now;
        synchronized (this) {
            invite = this.cancels.remove(cancel);
            Progress progress = invite == null ? null : this.sent.get(invite);
            if (progress == null) {
                return;
            }
            now = progress.provisional;
            progress.cancelWanted = true;
        }
        if (now) {
            this.outbound().cancel((ClientTransaction) invite.transaction());
        }
    }

    private void provisional(SipServletRequestImpl request) {
        boolean cancel;
        synchronized (this) {
            Progress progress = this.sent.get(request);
            cancel = progress != null && progress.cancelWanted && !progress.provisional;
            if (progress != null) {
                progress.provisional = true;
            }
        }
        if (cancel) {
            try {
                this.outbound().cancel((ClientTransaction) request.transaction());
            } catch (IOException failure) {
                ContainerLogger.LOGGER.notSent(this.session.getCallId(), failure.getMessage());
            }
        }
    }

    // ---- what B2BUAs ask for

    /** The messages that the application has still to deal with (JSR 289 section 12.4): also those that came over from another node. */
    synchronized List<SipServletMessage> pending(UAMode mode) {
        if (mode == UAMode.UAS) {
            return new ArrayList<>(this.received);
        }
        List<SipServletMessage> pending = new ArrayList<>(this.sent.keySet());
        for (SIPResponse response : this.session.acknowledgements().unacknowledged()) {
            pending.add(this.inbound(response));
        }
        return pending;
    }

    private SipServletResponseImpl inbound(SIPResponse response) {
        SIPRequest invite = this.session.dialog().createInviteOf(response.getCSeq().getSeqNumber());
        SipServletRequestImpl request = this.outbound(invite);
        request.markSent();
        SipServletResponseImpl result = new SipServletResponseImpl(response, request, Direction.INBOUND);
        result.setOwner(this);
        request.setFinalResponse(result);
        return result;
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
