/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import javax.sip.ClientTransaction;
import javax.sip.ObjectInUseException;
import javax.sip.ServerTransaction;
import javax.sip.Transaction;
import javax.sip.message.Request;
import javax.sip.message.Response;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPTransaction;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.transport.Outbound;

/**
 * Brings to an end what no application deals with any more, so that neither peer nor transaction hangs: requests of a session that ends, and answers
 * of further branches of a fork. Used on the session's queue only.
 */
final class Farewell {
    /** How long a cancelled INVITE may wait for its final response, in T1 (RFC 3261 section 9.1). */
    private static final int PATIENCE = 64;
    /** More branches than that nobody means well with. */
    private static final int MAX_BRANCHES = 8;

    private final SessionContext context;
    private final Map<String, SIPRequest> releasedBranches = new HashMap<>(0);

    Farewell(SessionContext context) {
        this.context = context;
    }

    /** Answers what has no answer and cancels what was asked, because the session ends here and everywhere. */
    void end(PendingRequests.Rest rest) {
        for (SipServletRequestImpl request : rest.received()) {
            this.attempt(request, () -> {
                SIPResponse response = request.message().createResponse(Response.SERVER_INTERNAL_ERROR);
                if (response.getToTag() == null) {
                    response.setToTag(request.getSession().getId());
                }
                this.outbound().send((ServerTransaction) request.transaction(), response);
            });
        }
        for (SipServletRequestImpl request : rest.sent()) {
            if (request.getMethod().equals(Request.INVITE) && request.transaction() != null) {
                this.attempt(request, () -> this.outbound().cancel((ClientTransaction) request.transaction()));
                this.giveUp(request, () -> terminate(request.transaction()));
            }
        }
    }

    /** Forgets the transactions of a session that goes on elsewhere, so that requests that come again are brought to it anew. */
    void leave(PendingRequests.Rest rest) {
        rest.leaving().forEach(request -> terminate(request.transaction()));
        rest.received().forEach(request -> terminate(request.transaction()));
        rest.sent().forEach(request -> terminate(request.transaction()));
    }

    /** Has something done when a cancelled INVITE has waited for its final response long enough. */
    void giveUp(SipServletRequestImpl invite, Runnable action) {
        Duration patience = this.context.baseTimer().multipliedBy(PATIENCE);
        this.context.replication().alarm().after(patience, () -> this.context.queues().post(invite.getCallId(), action));
    }

    /** Acknowledges and hangs up a 2xx of another branch than that which the session follows (RFC 3261 section 13.2.2.4); once, then it acknowledges. */
    void release(SIPResponse success) throws IOException {
        SIPRequest ack = this.releasedBranches.get(success.getToTag());
        if (ack == null && this.releasedBranches.size() >= MAX_BRANCHES) {
            return;
        }
        Dialog branch = Dialog.ofBranch(success);
        SIPRequest again = branch.createAck(success.getCSeq().getSeqNumber());
        this.outbound().complete(again, false);
        this.outbound().sendAck(again);
        if (ack == null) {
            this.releasedBranches.put(success.getToTag(), again);
            SIPRequest bye = branch.createRequest(Request.BYE);
            this.outbound().complete(bye, false);
            this.outbound().send(bye, null);
        }
    }

    /** Ends a transaction at once: also one whose timers never started, because what it sent was never let go. */
    static void terminate(Transaction transaction) {
        try {
            if (transaction instanceof SIPTransaction known) {
                transaction.terminate();
                known.getSIPStack().removeTransaction(known);
            }
        } catch (ObjectInUseException impossible) {
            ContainerLogger.LOGGER.debugf(impossible, "transaction %s", transaction.getBranchId());
        }
    }

    private void attempt(SipServletRequestImpl request, SerialCall.Work work) {
        try {
            work.run();
        } catch (IOException failure) {
            ContainerLogger.LOGGER.notSent(request.getCallId(), failure.getMessage());
        }
    }

    private Outbound outbound() {
        return this.context.outbound();
    }
}
