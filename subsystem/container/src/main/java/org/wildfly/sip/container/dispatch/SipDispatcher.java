/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.dispatch;

import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.Request;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import org.wildfly.sip.container.ContainerStatisticsCounters;
import org.wildfly.sip.container.message.SipServletRequestImpl;

/** Receives from the stack, on the queue of the message's session, and gives each message to whoever deals with its kind. */
public final class SipDispatcher implements SipListener {
    private final InitialRequests initial;
    private final SubsequentRequests subsequent;
    private final Cancellations cancellations;
    private final Responses responses;
    private final ContainerStatisticsCounters counters;

    /** @param counters counts what is received */
    public SipDispatcher(InitialRequests initial, SubsequentRequests subsequent, Cancellations cancellations, Responses responses,
            ContainerStatisticsCounters counters) {
        this.initial = initial;
        this.subsequent = subsequent;
        this.cancellations = cancellations;
        this.responses = responses;
        this.counters = counters;
    }

    @Override
    public void processRequest(RequestEvent event) {
        this.counters.requestsReceived.increment();
        SIPRequest request = (SIPRequest) event.getRequest();
        if (request.getMethod().equals(Request.CANCEL)) {
            this.cancellations.receive(event, request);
        } else if (request.getToTag() != null) {
            this.subsequent.receive(event, request);
        } else {
            this.initial.receive(event, request);
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        this.counters.responsesReceived.increment();
        SIPResponse response = (SIPResponse) event.getResponse();
        SipServletRequestImpl request = requestOf(event.getClientTransaction());
        if (request != null) {
            this.responses.receive(request, response);
        } else {
            this.responses.receiveStray(response);
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        SipServletRequestImpl request = event.isServerTransaction() ? null : requestOf(event.getClientTransaction());
        if (request != null) {
            this.responses.timeout(request);
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        if (event.getSource() instanceof ClientTransaction transaction) {
            SipServletRequestImpl request = requestOf(transaction);
            if (request != null) {
                this.responses.unreachable(request);
            }
        }
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        // sessions do not wait for the lingering of transactions
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        // the container has dialogs of its own
    }

    private static SipServletRequestImpl requestOf(ClientTransaction transaction) {
        return transaction != null && transaction.getApplicationData() instanceof SipServletRequestImpl request ? request : null;
    }
}
