/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.dispatch;

import java.io.IOException;

import javax.sip.message.Request;
import javax.sip.message.Response;

import gov.nist.javax.sip.message.SIPResponse;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.message.Direction;
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.message.SipServletResponseImpl;
import org.wildfly.sip.container.session.SessionIds;
import org.wildfly.sip.container.session.SessionManager;
import org.wildfly.sip.container.session.SipApplicationSessionImpl;
import org.wildfly.sip.container.session.SipSessionImpl;

/** Responses to requests of this node's sessions, those that the container makes up among them (JSR 289 section 11.1.6). */
public final class Responses {
    private final SessionManager sessions;

    /** @param sessions finds the session of a response without transaction */
    public Responses(SessionManager sessions) {
        this.sessions = sessions;
    }

    void receive(SipServletRequestImpl request, SIPResponse message) {
        SipSessionImpl session = (SipSessionImpl) request.getSession();
        if (!session.isValid() || request.getMethod().equals(Request.CANCEL)) {
            return;
        }
        if (session.messages().receive(request, message)) {
            SipServletResponseImpl response = new SipServletResponseImpl(message, request, Direction.INBOUND);
            response.setOwner(session.messages());
            if (message.getStatusCode() >= 200) {
                request.setFinalResponse(response);
            }
            session.parent().application().service(session.handler(), null, response);
        }
        if (message.getStatusCode() >= 200 && session.isValid()) {
            session.endIfReadyLater();
        }
    }

    /** A response without transaction: a 2xx that has come again, or one whose INVITE was sent by a node that has died. */
    void receiveStray(SIPResponse message) {
        String tag = message.getFromTag();
        String id = SessionIds.applicationSession(tag);
        SipApplicationSessionImpl found = id == null ? null : this.sessions.find(id);
        if (found == null || !found.isValid() || message.getStatusCode() / 100 != 2
                || !message.getCSeq().getMethod().equals(Request.INVITE)) {
            return;
        }
        SipSessionImpl session = (SipSessionImpl) found.getSipSession(tag);
        if (session != null && message.getToTag() != null && message.getToTag().equals(session.dialog().remoteTag())) {
            try {
                session.messages().receiveAgain(message);
            } catch (IOException failure) {
                ContainerLogger.LOGGER.notSent(session.getCallId(), failure.getMessage());
            }
        }
    }

    void timeout(SipServletRequestImpl request) {
        this.fail(request, Response.REQUEST_TIMEOUT);
    }

    void unreachable(SipServletRequestImpl request) {
        this.fail(request, Response.SERVICE_UNAVAILABLE);
    }

    private void fail(SipServletRequestImpl request, int status) {
        if (request.finalResponse() == null) {
            SIPResponse made = request.message().createResponse(status);
            this.receive(request, made);
        }
    }
}
