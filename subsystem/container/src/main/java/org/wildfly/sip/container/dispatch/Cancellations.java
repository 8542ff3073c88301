/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.dispatch;

import java.io.IOException;

import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.message.Response;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.message.Direction;
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.session.SipSessionImpl;

/** CANCEL: answered by the container, which also ends the INVITE with 487; then the application is told (JSR 289 section 11.1.5, RFC 3261 9.2). */
public final class Cancellations {
    private final SIPTransactionStack stack;
    private final Replies replies;

    /** @param stack finds the transaction that is cancelled */
    public Cancellations(SIPTransactionStack stack, Replies replies) {
        this.stack = stack;
        this.replies = replies;
    }

    void receive(RequestEvent event, SIPRequest cancel) {
        SIPServerTransaction cancelled = (SIPServerTransaction) this.stack.findCancelTransaction(cancel, true);
        if (cancelled == null || !(cancelled.getApplicationData() instanceof SipServletRequestImpl invite)) {
            this.replies.reply(event, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        this.replies.reply(event, Response.OK);
        SipSessionImpl session = (SipSessionImpl) invite.getSession();
        if (invite.isCommitted() || !session.isValid()) {
            return;
        }
        SipServletRequestImpl request = new SipServletRequestImpl(cancel, Direction.INBOUND);
        request.setOwner(session.messages());
        request.setTransaction((ServerTransaction) event.getServerTransaction());
        try {
            invite.createResponse(Response.REQUEST_TERMINATED).send();
        } catch (IOException failure) {
            ContainerLogger.LOGGER.notSent(session.getCallId(), failure.getMessage());
        }
        session.parent().application().service(session.handler(), request, null);
    }
}
