/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.io.IOException;

import javax.servlet.sip.SipSession.State;
import javax.sip.ClientTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.message.Direction;
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.message.SipServletResponseImpl;
import org.wildfly.sip.container.transport.Dialogs;
import org.wildfly.sip.container.transport.Outbound;

/** What a SipSession makes of the responses to its requests (RFC 3261 sections 12.1.2, 12.2.1.2 and 13.2.2). Used on the session's queue only. */
public final class ReceivedResponses {
    private final SipSessionImpl session;
    private final PendingRequests pending;
    private final Farewell farewell;

    ReceivedResponses(SipSessionImpl session, PendingRequests pending, Farewell farewell) {
        this.session = session;
        this.pending = pending;
        this.farewell = farewell;
    }

    /** Takes a response to a request of this session, has the application see it, and ends the session if nothing more can happen in it. */
    public void receive(SipServletRequestImpl request, SIPResponse message) throws IOException {
        if (request.finalResponse() != null) {
            this.receiveAgain(message);
            return;
        }
        int status = message.getStatusCode();
        this.session.access();
        if (status < 200 && this.pending.provisional(request)) {
            this.outbound().cancel((ClientTransaction) request.transaction());
        }
        if (status == 100) {
            return;
        }
        this.session.dialog().accept(message);
        SipServletResponseImpl response = new SipServletResponseImpl(message, request, Direction.INBOUND);
        response.setOwner(this.session.messages());
        if (status >= 200) {
            request.setFinalResponse(response);
            this.completed(request, message, this.session.dialog());
        }
        this.session.application().service(this.session.handler(), null, response);
        if (status >= 200 && this.session.isValid()) {
            this.session.endIfReadyLater();
        }
    }

    private void completed(SipServletRequestImpl request, SIPResponse response, Dialog dialog) {
        int status = response.getStatusCode();
        this.pending.completed(request);
        if (request.getMethod().equals(Request.INVITE) && status < 300) {
            this.session.acknowledgements.received(response);
        }
        if (request.getMethod().equals(Request.BYE) || dialog.state() == State.CONFIRMED && (status == 481 || status == 408)) {
            dialog.terminate();
        } else if (status >= 300 && dialog.state() == State.EARLY && Dialogs.isCreating(request.getMethod())) {
            dialog.reset();
        }
        this.session.parent().changed();
    }

    /**
     * A 2xx to an INVITE has come again: sends its ACK again, if it was acknowledged (RFC 3261 section 13.2.2.4). That of another branch of a fork is
     * acknowledged and hung up: only the first branch is the application's.
     */
    public void receiveAgain(SIPResponse response) throws IOException {
        if (response.getStatusCode() / 100 != 2 || !response.getCSeq().getMethod().equals(Request.INVITE) || response.getToTag() == null) {
            return;
        }
        if (!response.getToTag().equals(this.session.dialog().remoteTag())) {
            this.farewell.release(response);
            return;
        }
        SIPRequest ack = this.session.acknowledgements.ackFor(response);
        if (ack != null) {
            SIPRequest again = (SIPRequest) ack.clone();
            this.outbound().complete(again, this.session.dialog().way());
            this.outbound().sendAck(again);
        }
    }

    /** Makes up the final response of a request that will get none (JSR 289 section 11.1.6). */
    public void fail(SipServletRequestImpl request, int status) {
        if (this.session.isValid() && request.finalResponse() == null) {
            try {
                this.receive(request, request.message().createResponse(status));
            } catch (IOException failure) {
                ContainerLogger.LOGGER.notSent(this.session.getCallId(), failure.getMessage());
            }
        }
    }

    /** Does not wait for ever for the final response of an INVITE that is cancelled (RFC 3261 section 9.1). */
    void expectEnd(SipServletRequestImpl cancelled) {
        this.farewell.giveUp(cancelled, () -> {
            if (cancelled.finalResponse() == null) {
                Farewell.terminate(cancelled.transaction());
                this.fail(cancelled, Response.REQUEST_TIMEOUT);
            }
        });
    }

    private Outbound outbound() {
        return this.session.context().outbound();
    }
}
