/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import javax.servlet.sip.Address;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.URI;

/**
 * Whom an application serves.
 *
 * @param text {@code DAR:} and a header, whose URI is taken from the request; or the subscriber itself; or empty for none
 */
record Subscriber(String text) {
    private static final String SUBSTITUTION = "DAR:";

    boolean isValid() {
        return !this.text.equals(SUBSTITUTION);
    }

    /** @return the subscriber of a request; null if there is none */
    String of(SipServletRequest request) {
        if (this.text.isEmpty()) {
            return null;
        }
        if (!this.text.startsWith(SUBSTITUTION)) {
            return this.text;
        }
        String header = this.text.substring(SUBSTITUTION.length()).strip();
        try {
            Address address = request.getAddressHeader(header);
            URI uri = address == null ? null : address.getURI();
            return uri == null ? request.getHeader(header) : uri.toString();
        } catch (ServletParseException e) {
            // no header of addresses; its text says whom it is for
            return request.getHeader(header);
        }
    }
}
