/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.stack;

import java.io.IOException;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPClientTransactionImpl;

/** A client transaction whose work is serial already, so that nothing of it waits for a lock. */
final class NodeClientTransaction extends SIPClientTransactionImpl {
    private final NodeStack node;

    NodeClientTransaction(NodeStack stack, MessageChannel channel) {
        super(stack, channel);
        this.node = stack;
    }

    @Override
    public void sendMessage(SIPMessage request) throws IOException {
        this.node.sending(this);
        super.sendMessage(request);
    }

    @Override
    public boolean acquireSem() {
        return true;
    }
}
