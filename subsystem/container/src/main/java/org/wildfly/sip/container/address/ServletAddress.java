/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.util.Objects;

import javax.servlet.sip.Address;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.URI;

import gov.nist.core.NameValueList;
import gov.nist.javax.sip.address.AddressImpl;

/**
 * A name-addr, addr-spec or {@code *} with parameters (RFC 3261 section 20.10). An address of a message is a view of jain-sip's objects, so
 * changes are seen in the message.
 */
public final class ServletAddress extends BaseParameterable implements Address {
    private static final String TAG = "tag";
    private static final String EXPIRES = "expires";
    private static final String Q = "q";

    private final AddressImpl address;

    /**
     * @param address what to view
     * @param parameters the parameters of the header field
     * @param guard what may be changed
     */
    public ServletAddress(AddressImpl address, NameValueList parameters, ChangeGuard guard) {
        super(parameters, guard);
        this.address = address;
    }

    /** The object of the stack that this is a view of. */
    public AddressImpl unwrap() {
        return this.address;
    }

    /** The parameters of the header field, as the stack has them. */
    public NameValueList unwrapParameters() {
        return this.list();
    }

    @Override
    public boolean isWildcard() {
        return this.address.isWildcard();
    }

    @Override
    public URI getURI() {
        return this.isWildcard() ? null : URIs.view(this.address, this.guard());
    }

    @Override
    public void setURI(URI uri) {
        Objects.requireNonNull(uri, "uri");
        if (this.isWildcard()) {
            throw new IllegalStateException("A wildcard address has no URI");
        }
        this.change(ChangeGuard.Part.URI, null, () -> {
            this.address.setURI(URIs.unwrap(uri));
            this.address.setAddressType(AddressImpl.NAME_ADDR);
        });
    }

    @Override
    public String getDisplayName() {
        String name = this.address.getDisplayName();
        return name == null || name.isEmpty() ? null : HeaderText.unescapeQuoted(name);
    }

    @Override
    public void setDisplayName(String name) {
        if (this.isWildcard()) {
            throw new IllegalStateException("A wildcard address has no display name");
        }
        if (name != null && HeaderText.hasControl(name)) {
            throw new IllegalArgumentException("Control characters in a display name");
        }
        this.change(ChangeGuard.Part.DISPLAY_NAME, null,
                () -> this.address.setDisplayName(name == null || name.isEmpty() ? null : HeaderText.escapeQuoted(name)));
    }

    @Override
    public int getExpires() {
        return Numbers.parse(this.getParameter(EXPIRES), Integer.MAX_VALUE);
    }

    @Override
    public void setExpires(int seconds) {
        this.setParameter(EXPIRES, seconds < 0 ? null : Integer.toString(seconds));
    }

    @Override
    public float getQ() {
        String q = this.getParameter(Q);
        return q == null ? -1 : QValues.parse(q);
    }

    @Override
    public void setQ(float q) {
        this.setParameter(Q, q == -1 ? null : QValues.format(q));
    }

    @Override
    public String getValue() {
        if (this.isWildcard()) {
            return "*";
        }
        String name = this.address.getDisplayName();
        return (name == null || name.isEmpty() ? "" : '"' + name + "\" ") + '<' + this.address.getURI() + '>';
    }

    @Override
    public void setValue(String value) {
        try {
            ServletAddress parsed = AddressParser.parse(value);
            if (!parsed.list().isEmpty() || parsed.isWildcard() || this.isWildcard()) {
                throw new IllegalArgumentException("Not an address without parameters: " + value);
            }
            this.setURI(parsed.getURI());
            this.setDisplayName(parsed.getDisplayName());
        } catch (ServletParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** A copy without tag parameter that may be changed freely. */
    @Override
    public ServletAddress clone() {
        NameValueList parameters = (NameValueList) this.list().clone();
        parameters.delete(TAG);
        return new ServletAddress((AddressImpl) this.address.clone(), parameters, ChangeGuard.NONE);
    }

    /** By URI, and by those parameters that both have; display names do not count. */
    @Override
    public boolean equals(Object object) {
        if (!(object instanceof ServletAddress)) {
            return false;
        }
        ServletAddress other = (ServletAddress) object;
        return Objects.equals(this.getURI(), other.getURI()) && this.parameters().matches(other.parameters());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(this.getURI());
    }
}
