/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.util.Objects;

import javax.servlet.sip.Address;
import javax.servlet.sip.AuthInfo;
import javax.servlet.sip.Parameterable;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.URI;

import gov.nist.core.Host;
import gov.nist.core.NameValueList;
import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.address.GenericURI;
import gov.nist.javax.sip.address.SipUri;

/**
 * Makes the addresses, URIs and other values of {@link javax.servlet.sip.SipFactory}, and views of those of the stack. Has no state; safe for use
 * by many threads. What it makes is not.
 */
public final class AddressFactory {
    /**
     * {@code SipFactory.createURI}.
     *
     * @param uri an escaped URI of any scheme
     * @throws ServletParseException if it is none
     */
    public URI createURI(String uri) throws ServletParseException {
        return URIs.parse(uri);
    }

    /**
     * {@code SipFactory.createSipURI}.
     *
     * @param user null for none; may be escaped
     * @param host a name, an IPv4 address, or an IPv6 address with or without brackets
     * @throws IllegalArgumentException if the host is not valid
     */
    public SipURI createSipURI(String user, String host) {
        Hosts.check(host);
        SipUri uri = new SipUri();
        uri.setHost(new Host(host));
        if (user != null && !user.isEmpty()) {
            uri.setUser(UriEscaping.USER.complete(user));
        }
        return new ServletSipURI(uri, ChangeGuard.NONE);
    }

    /**
     * {@code SipFactory.createAddress}.
     *
     * @param address a name-addr or addr-spec with parameters of the header field, or {@code *}
     * @throws ServletParseException if it is none of these
     */
    public Address createAddress(String address) throws ServletParseException {
        return AddressParser.parse(address);
    }

    /** {@code SipFactory.createAddress}: an address without display name. Later changes of the URI are seen in the address. */
    public Address createAddress(URI uri) {
        return this.createAddress(uri, null);
    }

    /**
     * {@code SipFactory.createAddress}.
     *
     * @param displayName null for none
     */
    public Address createAddress(URI uri, String displayName) {
        AddressImpl address = new AddressImpl();
        address.setURI(URIs.unwrap(Objects.requireNonNull(uri, "uri")));
        ServletAddress result = new ServletAddress(address, new NameValueList(), ChangeGuard.NONE);
        result.setDisplayName(displayName);
        return result;
    }

    /**
     * {@code SipFactory.createParameterable}.
     *
     * @param value {@code value *(;name=value)}, also with the name of a header field, a colon and white space before it
     * @return an {@link Address} if the value is one
     * @throws ServletParseException if it is not of this form
     */
    public Parameterable createParameterable(String value) throws ServletParseException {
        return AddressParser.parseParameterable(value);
    }

    /** {@code SipFactory.createAuthInfo}. */
    public AuthInfo createAuthInfo() {
        return new ServletAuthInfo();
    }

    /** The stack's object of a URI; changes of one are seen in the other, unless the URI is of a foreign implementation. */
    public GenericURI unwrap(URI uri) {
        return URIs.unwrap(uri);
    }

    /**
     * The stack's object of an address; changes of one are seen in the other, unless the address is of a foreign implementation.
     *
     * @throws IllegalArgumentException if a foreign address is not valid
     */
    public ServletAddress unwrap(Address address) {
        try {
            return address instanceof ServletAddress ? (ServletAddress) address : AddressParser.parse(address.toString());
        } catch (ServletParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Parses an address of a header field.
     *
     * @param guard what may be changed, and who hears of it
     * @throws ServletParseException if it is no address
     */
    public ServletAddress createAddress(String address, ChangeGuard guard) throws ServletParseException {
        ServletAddress parsed = AddressParser.parse(address);
        return new ServletAddress(parsed.unwrap(), parsed.unwrapParameters(), guard);
    }

    /**
     * Parses a value of a header field, of which it is known whether it is an address.
     *
     * @param guard what may be changed, and who hears of it
     * @throws ServletParseException if it is not of the form {@code value *(;name=value)}
     */
    public ServletParameterable createParameterable(String value, ChangeGuard guard) throws ServletParseException {
        return AddressParser.parseValue(value, guard);
    }

    /** A view of a URI of the stack; of one with a scheme that the stack does not know it is a copy. */
    public URI view(javax.sip.address.URI uri, ChangeGuard guard) {
        return URIs.view(uri, guard);
    }
}
