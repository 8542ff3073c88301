/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import javax.servlet.sip.SipURI;

/** Whether two SIP URIs are equivalent (RFC 3261 section 19.1.4). */
final class SipURIComparison {
    /**
     * Parameters which both must have or neither: {@code user}, {@code ttl}, {@code method} and {@code maddr} by the RFC's rules; {@code transport}
     * by its examples, and because a URI that leaves out a component with a default does not match one that spells it out.
     */
    private static final List<String> MUST_MATCH = List.of("user", "ttl", "method", "maddr", "transport");

    private SipURIComparison() {
    }

    static boolean equal(SipURI one, SipURI other) {
        return one.isSecure() == other.isSecure() && Objects.equals(one.getUser(), other.getUser())
                && Objects.equals(one.getUserPassword(), other.getUserPassword()) && one.getPort() == other.getPort()
                && (one.getHost() == null ? other.getHost() == null : one.getHost().equalsIgnoreCase(other.getHost()))
                && parametersMatch(one, other) && hasHeadersOf(one, other) && hasHeadersOf(other, one);
    }

    private static boolean parametersMatch(SipURI one, SipURI other) {
        for (String name : MUST_MATCH) {
            if ((one.getParameter(name) == null) != (other.getParameter(name) == null)) {
                return false;
            }
        }
        for (Iterator<String> names = one.getParameterNames(); names.hasNext();) {
            String name = names.next();
            String value = other.getParameter(name);
            if (value != null && !value.equalsIgnoreCase(one.getParameter(name))) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasHeadersOf(SipURI one, SipURI other) {
        for (Iterator<String> names = other.getHeaderNames(); names.hasNext();) {
            String name = names.next();
            if (!Objects.equals(one.getHeader(name), other.getHeader(name))) {
                return false;
            }
        }
        return true;
    }
}
