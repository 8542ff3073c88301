/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.util.ArrayList;
import java.util.List;

import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.UAMode;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import org.wildfly.sip.container.message.Direction;
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.message.SipServletResponseImpl;

/** The messages that an application has still to deal with (JSR 289 section 12.4), those among them that came over from another node. */
final class PendingMessages {
    private PendingMessages() {
    }

    static List<SipServletMessage> of(SipSessionImpl session, UAMode mode) {
        if (mode == UAMode.UAS) {
            return new ArrayList<>(session.messages().pending().received());
        }
        List<SipServletMessage> messages = new ArrayList<>(session.messages().pending().sent());
        for (SIPResponse response : session.acknowledgements.unacknowledged()) {
            messages.add(inbound(session, response));
        }
        return messages;
    }

    private static SipServletResponseImpl inbound(SipSessionImpl session, SIPResponse response) {
        SIPRequest invite = session.dialog().createInviteOf(response.getCSeq().getSeqNumber());
        SipServletRequestImpl request = session.messages().outbound(invite);
        request.markSent();
        SipServletResponseImpl result = new SipServletResponseImpl(response, request, Direction.INBOUND);
        result.setOwner(session.messages());
        request.setFinalResponse(result);
        return result;
    }
}
