/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.util.Locale;

import gov.nist.javax.sip.address.GenericURI;

/** A URI of any scheme but {@code sip}, {@code sips} and {@code tel}. */
final class ServletURI extends BaseURI {
    private final OpaqueURI uri;

    ServletURI(OpaqueURI uri, ChangeGuard guard) {
        super(guard);
        this.uri = uri;
    }

    @Override
    public GenericURI unwrap() {
        return this.uri;
    }

    @Override
    ParameterList parameters() {
        return new ParameterList(this.uri.parameters(), ParameterList.Style.URI);
    }

    @Override
    public ServletURI clone() {
        return new ServletURI((OpaqueURI) this.uri.clone(), ChangeGuard.NONE);
    }

    /** RFC 3986 section 6.2.2.1: the scheme without regard to case, the rest as it is written. */
    @Override
    public boolean equals(Object object) {
        return object instanceof ServletURI && this.comparable().equals(((ServletURI) object).comparable());
    }

    private String comparable() {
        String text = this.toString();
        int scheme = text.indexOf(':');
        return text.substring(0, scheme).toLowerCase(Locale.ROOT) + text.substring(scheme);
    }

    @Override
    public int hashCode() {
        return this.comparable().hashCode();
    }
}
