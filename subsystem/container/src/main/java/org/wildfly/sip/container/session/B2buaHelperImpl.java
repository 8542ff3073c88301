/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import javax.servlet.sip.B2buaHelper;
import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.TooManyHopsException;
import javax.servlet.sip.UAMode;

import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.message.UnsupportedFeature;

/** Links the two legs of a call (JSR 289 section 12). The link is part of the sessions' state, so that it outlives the node. */
final class B2buaHelperImpl implements B2buaHelper {
    private final SipApplicationSessionImpl parent;

    B2buaHelperImpl(SipApplicationSessionImpl parent) {
        this.parent = parent;
    }

    @Override
    public SipServletRequest createRequest(SipServletRequest original) {
        try {
            return this.createRequest(original, false, Map.of());
        } catch (TooManyHopsException exhausted) {
            throw new IllegalStateException(exhausted);
        }
    }

    @Override
    public SipServletRequest createRequest(SipServletRequest original, boolean linked, Map<String, List<String>> headers)
            throws TooManyHopsException {
        if (original.getMaxForwards() == 0) {
            refuse(original);
            throw new TooManyHopsException("Max-Forwards of the original request is 0");
        }
        SipSessionImpl leg = this.parent.newSession(own(original.getSession()).handler());
        SipServletRequestImpl request = B2buaRequests.initial(leg, (SipServletRequestImpl) original, headers);
        if (linked) {
            this.linkSipSessions(original.getSession(), leg);
            link((SipServletRequestImpl) original, request);
        }
        return request;
    }

    private static void refuse(SipServletRequest original) {
        try {
            if (!original.isCommitted()) {
                original.createResponse(SipServletResponse.SC_TOO_MANY_HOPS).send();
            }
        } catch (IOException failure) {
            ContainerLogger.LOGGER.notSent(original.getCallId(), failure.getMessage());
        }
    }

    @Override
    public SipServletRequest createRequest(SipSession session, SipServletRequest original, Map<String, List<String>> headers) {
        SipServletRequestImpl request = (SipServletRequestImpl) own(session).createRequest(original.getMethod());
        B2buaRequests.subsequent((SipServletRequestImpl) original, request, headers);
        if (original.getSession() != null && own(original.getSession()).linked() == session) {
            link((SipServletRequestImpl) original, request);
        }
        return request;
    }

    private static void link(SipServletRequestImpl original, SipServletRequestImpl request) {
        original.setLinkedRequest(request);
        request.setLinkedRequest(original);
    }

    @Override
    public SipServletRequest createCancel(SipSession session) {
        SipServletRequest invite = this.getPendingMessages(session, UAMode.UAC).stream().filter(SipServletRequest.class::isInstance)
                .map(SipServletRequest.class::cast).filter(request -> request.getMethod().equals("INVITE")).findFirst()
                .orElseThrow(() -> new IllegalStateException("session " + session.getId() + " has no INVITE to be cancelled"));
        return invite.createCancel();
    }

    @Override
    public SipServletResponse createResponseToOriginalRequest(SipSession session, int status, String reasonPhrase) {
        SipSessionImpl found = own(session);
        SipServletRequestImpl invite = found.messages().originalRequest();
        if (invite == null) {
            throw new IllegalStateException("session " + session.getId() + " has no initial request to be answered");
        }
        SipServletResponse former = invite.finalResponse();
        if (former == null) {
            return invite.createResponse(status, reasonPhrase);
        }
        if (former.getStatus() / 100 == 2 && status / 100 == 2) {
            throw UnsupportedFeature.named("B2buaHelper.createResponseToOriginalRequest of a second branch (derived sessions)");
        }
        throw new IllegalStateException("the initial request of session " + session.getId() + " was answered with " + former.getStatus());
    }

    @Override
    public SipSession getLinkedSession(SipSession session) {
        SipSessionImpl found = own(session);
        if (!found.isValid()) {
            throw new IllegalArgumentException("session " + session.getId() + " is invalid");
        }
        return found.linked();
    }

    @Override
    public SipServletRequest getLinkedSipServletRequest(SipServletRequest request) {
        return ((SipServletRequestImpl) request).linkedRequest();
    }

    @Override
    public List<SipServletMessage> getPendingMessages(SipSession session, UAMode mode) {
        return PendingMessages.of(own(session), mode);
    }

    @Override
    public void linkSipSessions(SipSession first, SipSession second) {
        SipSessionImpl one = own(first);
        SipSessionImpl other = own(second);
        if (one.parent() != other.parent() || !one.isValid() || !other.isValid()) {
            throw new IllegalArgumentException("only valid sessions of one application session can be linked");
        }
        if (one.linked() != null && one.linked() != other || other.linked() != null && other.linked() != one) {
            throw new IllegalArgumentException("a session can be linked with one other only: unlink it first");
        }
        one.link(other.number());
        other.link(one.number());
        this.parent.changed();
    }

    @Override
    public void unlinkSipSessions(SipSession session) {
        SipSessionImpl one = own(session);
        SipSessionImpl other = one.linked();
        if (other == null) {
            throw new IllegalArgumentException("session " + session.getId() + " is not linked");
        }
        one.link(0);
        other.link(0);
        this.parent.changed();
    }

    private static SipSessionImpl own(SipSession session) {
        return (SipSessionImpl) session;
    }
}
