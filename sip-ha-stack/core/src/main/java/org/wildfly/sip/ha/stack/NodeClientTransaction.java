/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.stack;

import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPClientTransactionImpl;
import gov.nist.javax.sip.stack.SIPTransactionStack;

/** A client transaction whose work is serial already, so that nothing of it waits for a lock. */
final class NodeClientTransaction extends SIPClientTransactionImpl {
    NodeClientTransaction(SIPTransactionStack stack, MessageChannel channel) {
        super(stack, channel);
    }

    @Override
    public boolean acquireSem() {
        return true;
    }
}
