/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;

/** Gives a message to jain-sip's transaction layer in the way that its own transports do. */
final class Delivery implements Runnable {
    private final SIPMessage message;
    private final SipChannel channel;

    Delivery(SIPMessage message, SipChannel channel) {
        this.message = message;
        this.channel = channel;
    }

    @Override
    public void run() {
        if (this.message instanceof SIPRequest request) {
            this.deliver(request);
        } else {
            this.deliver((SIPResponse) this.message);
        }
    }

    private void deliver(SIPRequest request) {
        ServerRequestInterface receiver = this.channel.getSIPStack().newSIPServerRequest(request, this.channel);
        if (receiver != null) {
            try {
                receiver.processRequest(request, this.channel);
            } finally {
                release(receiver);
            }
        }
    }

    private void deliver(SIPResponse response) {
        ServerResponseInterface receiver = this.channel.getSIPStack().newSIPServerResponse(response, this.channel);
        if (receiver != null) {
            try {
                if (!(receiver instanceof SIPClientTransaction transaction) || transaction.checkFromTag(response)) {
                    receiver.processResponse(response, this.channel);
                }
            } finally {
                release(receiver);
            }
        }
    }

    private static void release(Object receiver) {
        if (receiver instanceof SIPTransaction transaction && !transaction.passToListener()) {
            transaction.releaseSem();
        }
    }
}
