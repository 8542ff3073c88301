/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import gov.nist.javax.sip.message.SIPMessage;
import org.wildfly.sip.ha.work.SessionQueue;

/** Told of every message that was received, before the stack sees it, on the queue of its Call-ID. */
@FunctionalInterface
public interface InboundHandler {
    /** Gives every message to the stack at once. */
    InboundHandler DIRECT = (message, queue, proceed) -> proceed.run();

    /**
     * Decides on which queue the stack handles a message.
     *
     * @param message parsed and checked, its topmost Via stamped (RFC 3261 section 18.2.1)
     * @param queue the queue that the calling thread works on
     * @param proceed gives the message to its transaction or makes one; to be run once, by an item of the session's queue, or never
     */
    void handle(SIPMessage message, SessionQueue queue, Runnable proceed);
}
