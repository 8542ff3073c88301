/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.util.Set;

import javax.sip.message.Request;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPResponse;

/** What applications may do to a header field (JSR 289 sections 4.1.2 and 4.1.3). */
enum HeaderRule {
    /** Everything. */
    FREE,
    /** Nothing. */
    SYSTEM,
    /** From and To: everything but the tag may be changed in place, the header field cannot be replaced or removed. */
    PARTY,
    /** Contact where the container sets it: user and parameters may be changed in place, it cannot be replaced or removed. */
    CONTACT;

    private static final Set<String> SYSTEM_HEADERS = Set.of("call-id", "cseq", "via", "route", "record-route", "rack", "rseq");
    private static final Set<String> PARTIES = Set.of("from", "to");

    /** Parameters of a Contact's URI that are the container's. */
    static final Set<String> CONTACT_URI_PARAMETERS = Set.of("lr", "maddr", "method", "ttl");

    /** @param name long or compact */
    static HeaderRule of(String name, SIPMessage message) {
        String key = HeaderName.key(name);
        if (SYSTEM_HEADERS.contains(key)) {
            return SYSTEM;
        }
        if (PARTIES.contains(key)) {
            return PARTY;
        }
        return key.equals("contact") && !isContactFree(message) ? CONTACT : FREE;
    }

    private static boolean isContactFree(SIPMessage message) {
        String method = message.getCSeq() == null ? null : message.getCSeq().getMethod();
        if (Request.REGISTER.equals(method)) {
            return true;
        }
        if (message instanceof SIPResponse) {
            int status = ((SIPResponse) message).getStatusCode();
            return status / 100 == 3 || status == 485 || status == 200 && Request.OPTIONS.equals(method);
        }
        return false;
    }
}
