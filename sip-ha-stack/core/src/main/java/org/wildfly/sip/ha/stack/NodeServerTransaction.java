/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.stack;

import java.io.IOException;

import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPServerTransactionImpl;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import org.wildfly.sip.ha.transport.SentResponse;
import org.wildfly.sip.ha.transport.SipChannel;

/**
 * A server transaction whose work is serial already, so that nothing of it waits for a lock, and whose responses go where the request came from,
 * whatever transport its Via names.
 */
final class NodeServerTransaction extends SIPServerTransactionImpl {
    private SentResponse lastSent;

    NodeServerTransaction(SIPTransactionStack stack, MessageChannel channel) {
        super(stack, channel);
    }

    @Override
    public boolean acquireSem() {
        return true;
    }

    @Override
    protected void sendResponse(SIPResponse response) {
        try {
            this.lastSent = ((SipChannel) this.getMessageChannel()).sendResponse(response);
            this.lastResponse = null;
        } finally {
            this.startTransactionTimer();
        }
    }

    @Override
    public void resendLastResponseAsBytes() throws IOException {
        if (this.lastResponse != null) {
            this.sendMessage(this.lastResponse);
        } else if (this.lastSent != null) {
            ((SipChannel) this.getMessageChannel()).resend(this.lastSent);
        }
    }
}
