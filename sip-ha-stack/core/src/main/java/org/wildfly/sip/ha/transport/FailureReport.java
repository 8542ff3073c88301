/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;

import javax.sip.IOExceptionEvent;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.SIPTransactionErrorEvent;
import org.jboss.logging.Logger;
import org.wildfly.sip.ha.work.SessionQueues;

/**
 * Tells a transaction, on its own queue, that its message could not be sent: it ends, and the listener gets an {@link IOExceptionEvent} and the
 * transaction's timeout, as it does from jain-sip's own retransmissions. For a message without transaction the listener gets the former only.
 */
final class FailureReport {
    private static final Logger LOGGER = Logger.getLogger("org.wildfly.sip.ha.stack");

    private final SipProcessor processor;
    private final SessionQueues queues;

    FailureReport(SipProcessor processor, SessionQueues queues) {
        this.processor = processor;
        this.queues = queues;
    }

    void report(Outbound message, IOException cause) {
        LOGGER.debugf(cause, "%s could not send to %s", this.processor.name(), message.target());
        if (message.callId() == null) {
            return;
        }
        try {
            this.queues.post(message.callId(), () -> this.tell(message));
        } catch (RejectedExecutionException stopped) {
            LOGGER.tracef(stopped, "Nobody is left to be told");
        }
    }

    private void tell(Outbound message) {
        SIPTransaction transaction = this.processor.getSIPStack().findTransaction(message.transactionId(), !message.isRequest());
        if (transaction == null) {
            this.tellListener(message);
        } else if (!transaction.isTerminated() || transaction.isServerTransaction()) {
            transaction.raiseIOExceptionEvent();
            transaction.raiseErrorEvent(SIPTransactionErrorEvent.TRANSPORT_ERROR);
        }
    }

    private void tellListener(Outbound message) {
        SipProviderImpl provider = this.processor.getListeningPoint().getProvider();
        if (provider != null) {
            provider.handleEvent(new IOExceptionEvent(provider, message.target().getAddress().getHostAddress(), message.target().getPort(),
                    this.processor.getTransport()), null);
        }
    }
}
