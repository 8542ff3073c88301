/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.dispatch;

import java.io.IOException;

import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.message.Request;

import gov.nist.javax.sip.header.RetryAfter;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.session.SessionIds;
import org.wildfly.sip.container.transport.Outbound;

/** Answers requests by the container itself, without an application. */
public final class Replies {
    private final Outbound outbound;
    private final SessionIds ids;

    /** @param ids makes the To tags */
    public Replies(Outbound outbound, SessionIds ids) {
        this.outbound = outbound;
        this.ids = ids;
    }

    /** The server transaction of a request; made if there is none yet; null for an ACK, and if it cannot be made. */
    public ServerTransaction transaction(RequestEvent event) {
        if (event.getRequest().getMethod().equals(Request.ACK)) {
            return null;
        }
        try {
            ServerTransaction existing = event.getServerTransaction();
            return existing == null ? ((SipProvider) event.getSource()).getNewServerTransaction(event.getRequest()) : existing;
        } catch (SipException unavailable) {
            ContainerLogger.LOGGER.debugf(unavailable, "no server transaction for %s", event.getRequest().getMethod());
            return null;
        }
    }

    /** Answers a request; does nothing for an ACK. */
    public void reply(RequestEvent event, int status) {
        this.reply(event, status, 0);
    }

    /**
     * Answers a request; does nothing for an ACK.
     *
     * @param retryAfter seconds; 0 for no Retry-After
     */
    public void reply(RequestEvent event, int status, int retryAfter) {
        if (event.getRequest().getMethod().equals(Request.ACK)) {
            return;
        }
        SIPResponse response = ((SIPRequest) event.getRequest()).createResponse(status);
        try {
            if (response.getToTag() == null) {
                response.setToTag(this.ids.next());
            }
            if (retryAfter > 0) {
                RetryAfter header = new RetryAfter();
                header.setRetryAfter(retryAfter);
                response.setHeader(header);
            }
            ServerTransaction transaction = this.transaction(event);
            if (transaction == null) {
                this.outbound.sendStateless(response);
            } else {
                this.outbound.send(transaction, response);
            }
        } catch (IOException | javax.sip.InvalidArgumentException failure) {
            ContainerLogger.LOGGER.notSent(response.getCallId().getCallId(), failure.getMessage());
        }
    }
}
