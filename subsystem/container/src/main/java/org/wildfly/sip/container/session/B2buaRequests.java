/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.util.List;
import java.util.Map;

import javax.servlet.sip.TooManyHopsException;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;

import gov.nist.javax.sip.message.SIPRequest;
import org.wildfly.sip.container.message.RequestCopier;
import org.wildfly.sip.container.message.RequestFactory;
import org.wildfly.sip.container.message.SipServletRequestImpl;

/** Makes the requests of a B2BUA's other leg (JSR 289 section 12.2). */
final class B2buaRequests {
    private static final RequestFactory REQUESTS = new RequestFactory();
    private static final RequestCopier COPIER = new RequestCopier();

    private B2buaRequests() {
    }

    /** An initial request of a new leg; application routing goes on behind the application (directive CONTINUE). */
    static SipServletRequestImpl initial(SipSessionImpl leg, SipServletRequestImpl original, Map<String, List<String>> headers)
            throws TooManyHopsException {
        SIPRequest target = REQUESTS.create(original.getMethod(), original.getRequestURI(), original.getFrom(), original.getTo(),
                new RequestFactory.Identity(leg.context().outbound().newCallId(), leg.getId(), 1));
        COPIER.copyInitial(original, target, headers);
        SipServletRequestImpl request = leg.messages().outbound(target);
        request.setInitial(true);
        if (original.isInitial()) {
            request.setRoutingDirective(SipApplicationRoutingDirective.CONTINUE, original);
        }
        return request;
    }

    /** Fills a request in the dialog of the other leg. */
    static void subsequent(SipServletRequestImpl original, SipServletRequestImpl request, Map<String, List<String>> headers) {
        COPIER.copySubsequent(original, request.message(), headers);
    }
}
