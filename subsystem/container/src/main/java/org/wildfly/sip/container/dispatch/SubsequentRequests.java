/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.dispatch;

import java.io.IOException;
import java.util.Objects;

import javax.servlet.sip.SipSession.State;
import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.address.SipURI;
import javax.sip.header.RouteHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.message.SIPRequest;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.message.Direction;
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.session.Dialog;
import org.wildfly.sip.container.session.SessionIds;
import org.wildfly.sip.container.session.SessionManager;
import org.wildfly.sip.container.session.SipApplicationSessionImpl;
import org.wildfly.sip.container.session.SipSessionImpl;
import org.wildfly.sip.container.transport.Outbound;

/** Requests within a dialog (RFC 3261 section 12.2.2): their session is named by the To tag. */
public final class SubsequentRequests {
    private static final int RETRY_AFTER_SECONDS = 5;

    private final SessionManager sessions;
    private final Replies replies;
    private final Outbound outbound;

    /** @param sessions finds the session */
    public SubsequentRequests(SessionManager sessions, Replies replies, Outbound outbound) {
        this.sessions = sessions;
        this.replies = replies;
        this.outbound = outbound;
    }

    void receive(RequestEvent event, SIPRequest message) {
        SipSessionImpl session = this.find(message.getToTag());
        if (session == null || session.dialog() == null || !message.getCallId().getCallId().equals(session.dialog().callId())) {
            this.replies.reply(event, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        Dialog dialog = session.dialog();
        if (dialog.state() == State.TERMINATED || !Objects.equals(message.getFromTag(), dialog.remoteTag())) {
            this.replies.reply(event, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        if (message.getMethod().equals(Request.ACK)) {
            this.acknowledge(session, message);
            return;
        }
        if (!dialog.accept(message)) {
            this.replies.reply(event, Response.SERVER_INTERNAL_ERROR, RETRY_AFTER_SECONDS);
            return;
        }
        session.parent().changed();
        if (message.getMethod().equals(Request.INVITE) && this.isGlare(event, session)) {
            return;
        }
        ServerTransaction transaction = this.replies.transaction(event);
        if (transaction != null) {
            SipServletRequestImpl request = this.request(session, message);
            request.setTransaction(transaction);
            transaction.setApplicationData(request);
            session.messages().receive(request);
            this.serve(session, request);
        }
    }

    private void acknowledge(SipSessionImpl session, SIPRequest ack) {
        if (session.acknowledged(ack.getCSeq().getSeqNumber())) {
            SipServletRequestImpl request = this.request(session, ack);
            session.messages().receive(request);
            session.parent().application().service(session.handler(), request, null);
            session.endIfReadyLater();
        }
    }

    /** RFC 3261 section 14.2: one INVITE at a time. */
    private boolean isGlare(RequestEvent event, SipSessionImpl session) {
        if (session.messages().isInviting()) {
            this.replies.reply(event, Response.REQUEST_PENDING);
            return true;
        }
        if (session.messages().pendingInvite() != null) {
            this.replies.reply(event, Response.SERVER_INTERNAL_ERROR, RETRY_AFTER_SECONDS);
            return true;
        }
        return false;
    }

    private void serve(SipSessionImpl session, SipServletRequestImpl request) {
        boolean served = session.parent().application().service(session.handler(), request, null);
        if (!served && !request.isCommitted() && session.isValid()) {
            try {
                request.createResponse(Response.SERVER_INTERNAL_ERROR).send();
            } catch (IOException | IllegalStateException failure) {
                ContainerLogger.LOGGER.notSent(session.getCallId(), failure.getMessage());
            }
        }
    }

    private SipServletRequestImpl request(SipSessionImpl session, SIPRequest message) {
        this.popRoutes(message);
        SipServletRequestImpl request = new SipServletRequestImpl(message, Direction.INBOUND);
        request.setOwner(session.messages());
        return request;
    }

    private void popRoutes(SIPRequest message) {
        RouteList routes = message.getRouteHeaders();
        while (routes != null && !routes.isEmpty() && routes.getFirst() instanceof RouteHeader route
                && route.getAddress().getURI() instanceof SipURI uri && this.outbound.isLocal(uri)) {
            routes.removeFirst();
        }
        if (routes != null && routes.isEmpty()) {
            message.removeHeader(RouteHeader.NAME);
        }
    }

    private SipSessionImpl find(String tag) {
        String id = SessionIds.applicationSession(tag);
        SipApplicationSessionImpl session = id == null ? null : this.sessions.find(id);
        return session == null || !session.isValid() ? null : (SipSessionImpl) session.getSipSession(tag);
    }
}
