/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.billing;

import java.util.Optional;

import javax.servlet.sip.Address;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSessionsUtil;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.URI;

/** Where users are (RFC 3261 section 10.3): an application session for each address of record, found by its key, with one contact. */
final class Registrar {
    private static final String CONTACT = "contact";
    private static final String EXPIRES_AT = "expires-at";
    private static final int DEFAULT_EXPIRES = 3600;
    private static final int MINUTE = 60;

    private final SipSessionsUtil sessions;

    Registrar(SipSessionsUtil sessions) {
        this.sessions = sessions;
    }

    /** Keeps, refreshes or removes the contact of a REGISTER. @return the response, not sent yet */
    SipServletResponse register(SipServletRequest request) throws ServletParseException {
        String key = key(request.getTo().getURI());
        Address contact = request.getAddressHeader("Contact");
        int expires = expires(request, contact);
        SipServletResponse response = request.createResponse(SipServletResponse.SC_OK);
        if (contact == null) {
            this.find(request.getTo().getURI()).ifPresent(uri -> response.setHeader("Contact", '<' + uri + '>'));
        } else if (expires == 0) {
            SipApplicationSession registration = this.sessions.getApplicationSessionByKey(key, false);
            if (registration != null) {
                registration.invalidate();
            }
        } else {
            this.keep(key, contact.getURI().toString(), expires);
            response.setHeader("Contact", '<' + contact.getURI().toString() + ">;expires=" + expires);
        }
        return response;
    }

    private void keep(String key, String contact, int expires) {
        SipApplicationSession registration = this.sessions.getApplicationSessionByKey(key, true);
        registration.setInvalidateWhenReady(false);
        registration.setExpires((expires + MINUTE - 1) / MINUTE);
        registration.setAttribute(CONTACT, contact);
        registration.setAttribute(EXPIRES_AT, System.currentTimeMillis() + expires * 1000L);
    }

    /** The contact of a user who is registered. */
    Optional<String> find(URI address) {
        SipApplicationSession registration = this.sessions.getApplicationSessionByKey(key(address), false);
        if (registration == null || (Long) registration.getAttribute(EXPIRES_AT) < System.currentTimeMillis()) {
            return Optional.empty();
        }
        return Optional.of((String) registration.getAttribute(CONTACT));
    }

    private static int expires(SipServletRequest request, Address contact) {
        int expires = contact == null ? -1 : contact.getExpires();
        return expires >= 0 ? expires : request.getExpires() >= 0 ? request.getExpires() : DEFAULT_EXPIRES;
    }

    private static String key(URI address) {
        return address instanceof SipURI uri ? "registration:" + uri.getUser() + '@' + uri.getHost() : "registration:" + address;
    }
}
