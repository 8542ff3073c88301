/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.application;

import javax.servlet.sip.Address;
import javax.servlet.sip.AuthInfo;
import javax.servlet.sip.Parameterable;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.URI;

import org.wildfly.sip.container.address.AddressFactory;
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.session.SessionManager;
import org.wildfly.sip.container.session.SipApplicationSessionImpl;

/** The factory that an application has injected (JSR 289 section 10). */
final class ApplicationSipFactory implements SipFactory {
    private final AddressFactory addresses = new AddressFactory();
    private final ApplicationImpl application;
    private final SessionManager sessions;

    ApplicationSipFactory(ApplicationImpl application, SessionManager sessions) {
        this.application = application;
        this.sessions = sessions;
    }

    @Override
    public SipServletRequest createRequest(SipApplicationSession session, String method, Address from, Address to) {
        if (!(session instanceof SipApplicationSessionImpl own) || !own.isValid()) {
            throw new IllegalArgumentException("a request needs a valid application session of this container");
        }
        return own.newRequest(method, from, to);
    }

    @Override
    public SipServletRequest createRequest(SipApplicationSession session, String method, String from, String to)
            throws ServletParseException {
        return this.createRequest(session, method, this.createAddress(from), this.createAddress(to));
    }

    @Override
    public SipServletRequest createRequest(SipApplicationSession session, String method, URI from, URI to) {
        return this.createRequest(session, method, this.createAddress(from), this.createAddress(to));
    }

    @Override
    public SipServletRequest createRequest(SipServletRequest original, boolean sameCallId) {
        if (sameCallId) {
            throw new UnsupportedOperationException(
                    "SipFactory.createRequest with the same Call-ID is not supported yet; the README lists what is");
        }
        return ((SipServletRequestImpl) original).getB2buaHelper().createRequest(original);
    }

    @Override
    public SipApplicationSession createApplicationSession() {
        return this.sessions.create(this.application);
    }

    @Override
    public SipApplicationSession createApplicationSessionByKey(String key) {
        return this.application.sipSessionsUtil().getApplicationSessionByKey(key, true);
    }

    @Override
    public Address createAddress(String address) throws ServletParseException {
        return this.addresses.createAddress(address);
    }

    @Override
    public Address createAddress(URI uri) {
        return this.addresses.createAddress(uri);
    }

    @Override
    public Address createAddress(URI uri, String displayName) {
        return this.addresses.createAddress(uri, displayName);
    }

    @Override
    public AuthInfo createAuthInfo() {
        return this.addresses.createAuthInfo();
    }

    @Override
    public Parameterable createParameterable(String value) throws ServletParseException {
        return this.addresses.createParameterable(value);
    }

    @Override
    public SipURI createSipURI(String user, String host) {
        return this.addresses.createSipURI(user, host);
    }

    @Override
    public URI createURI(String uri) throws ServletParseException {
        return this.addresses.createURI(uri);
    }
}
