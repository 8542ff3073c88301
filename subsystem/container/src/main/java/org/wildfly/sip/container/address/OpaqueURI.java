/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.text.ParseException;

import gov.nist.core.NameValue;
import gov.nist.core.NameValueList;
import gov.nist.javax.sip.address.GenericURI;

/** A URI of a scheme that the stack does not know, with parameters that can be changed. */
final class OpaqueURI extends GenericURI {
    private static final long serialVersionUID = 1L;

    private final String base;
    private NameValueList parameters = new NameValueList();

    OpaqueURI(String uri) throws ParseException {
        super(uri);
        String[] parts = uri.split(";");
        this.base = parts[0];
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            this.parameters.set(equals < 0
                    ? new NameValue(parts[i], "", true)
                    : new NameValue(parts[i].substring(0, equals), parts[i].substring(equals + 1)));
        }
    }

    String base() {
        return this.base;
    }

    NameValueList parameters() {
        return this.parameters;
    }

    @Override
    public String encode() {
        return this.encode(new StringBuilder()).toString();
    }

    @Override
    public StringBuilder encode(StringBuilder buffer) {
        buffer.append(this.base);
        if (!this.parameters.isEmpty()) {
            this.parameters.encode(buffer.append(';'));
        }
        return buffer;
    }

    @Override
    public Object clone() {
        OpaqueURI clone = (OpaqueURI) super.clone();
        clone.parameters = (NameValueList) this.parameters.clone();
        return clone;
    }
}
