/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import java.util.List;

import org.wildfly.sip.testsuite.balancer.harness.SipText;

/** What a responder without state says to a message: it rings and answers each INVITE, and says yes to every other request. */
final class Replies {
    private Replies() {
    }

    /** In the order in which they leave; none to a response, or to an ACK. */
    static List<SipText> to(SipText message, String tag) {
        if (!message.isRequest() || message.method().equals("ACK")) {
            return List.of();
        }
        SipText ok = message.response(200, tag);
        return message.method().equals("INVITE") ? List.of(message.response(180, tag), ok) : List.of(ok);
    }
}
