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
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.session.SessionIds;
import org.wildfly.sip.container.session.SessionManager;
import org.wildfly.sip.container.session.SipApplicationSessionImpl;
import org.wildfly.sip.container.session.SipSessionImpl;

/** Brings responses to the session whose request they answer. */
public final class Responses {
    private final SessionManager sessions;

    /** @param sessions finds the session of a response without transaction */
    public Responses(SessionManager sessions) {
        this.sessions = sessions;
    }

    void receive(SipServletRequestImpl request, SIPResponse message) {
        SipSessionImpl session = (SipSessionImpl) request.getSession();
        if (session.isValid() && !request.getMethod().equals(Request.CANCEL) && session.hasCallId(message)) {
            attempt(session, () -> session.messages().responses().receive(request, message));
        }
    }

    /** A response without transaction: a 2xx that has come again, or that of another branch of a fork. */
    void receiveStray(SIPResponse message) {
        String tag = message.getFromTag();
        String id = SessionIds.applicationSession(tag);
        SipApplicationSessionImpl found = id == null ? null : this.sessions.find(id);
        SipSessionImpl session = found == null || !found.isValid() ? null : (SipSessionImpl) found.getSipSession(tag);
        if (session != null && session.hasCallId(message)) {
            attempt(session, () -> session.messages().responses().receiveAgain(message));
        }
    }

    void timeout(SipServletRequestImpl request) {
        fail(request, Response.REQUEST_TIMEOUT);
    }

    void unreachable(SipServletRequestImpl request) {
        fail(request, Response.SERVICE_UNAVAILABLE);
    }

    private static void fail(SipServletRequestImpl request, int status) {
        ((SipSessionImpl) request.getSession()).messages().responses().fail(request, status);
    }

    /** Sends in return for what was received. */
    @FunctionalInterface
    private interface Reaction {
        void run() throws IOException;
    }

    private static void attempt(SipSessionImpl session, Reaction reaction) {
        try {
            reaction.run();
        } catch (IOException failure) {
            ContainerLogger.LOGGER.notSent(session.getCallId(), failure.getMessage());
        }
    }
}
