/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.util.Locale;

import gov.nist.core.NameValueList;

/** A header field value with parameters that is no address, such as those of Event, Accept and Via. */
public final class ServletParameterable extends BaseParameterable {
    private String value;

    ServletParameterable(String value, NameValueList list, ChangeGuard guard) {
        super(list, guard);
        this.value = value;
    }

    @Override
    public String getValue() {
        return this.value;
    }

    @Override
    public void setValue(String value) {
        if (value.isBlank() || value.indexOf(';') >= 0 || HeaderText.hasControl(value)) {
            throw new IllegalArgumentException("Not a header field value without parameters: " + value);
        }
        this.change(ChangeGuard.Part.VALUE, null, () -> this.value = value);
    }

    @Override
    public ServletParameterable clone() {
        return new ServletParameterable(this.value, (NameValueList) this.list().clone(), ChangeGuard.NONE);
    }

    /** RFC 3261 section 7.3.1: values and parameters without regard to case; the order of parameters does not count. */
    @Override
    public boolean equals(Object object) {
        return object instanceof ServletParameterable && this.value.equalsIgnoreCase(((ServletParameterable) object).value)
                && this.parameters().sameAs(((ServletParameterable) object).parameters());
    }

    @Override
    public int hashCode() {
        return this.value.toLowerCase(Locale.ROOT).hashCode();
    }
}
