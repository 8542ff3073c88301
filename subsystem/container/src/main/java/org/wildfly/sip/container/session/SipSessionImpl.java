/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.Enumeration;

import javax.servlet.sip.Address;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.URI;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;

import org.wildfly.sip.container.SessionView;
import org.wildfly.sip.container.address.AddressFactory;
import org.wildfly.sip.container.message.UnsupportedFeature;

/** A SipSession: one dialog of an application session, or a transaction out of dialogs (JSR 289 section 6.2). */
public final class SipSessionImpl extends SipSessionLife {
    private static final AddressFactory ADDRESSES = new AddressFactory();

    SipSessionImpl(SipApplicationSessionImpl parent, int number, String handler) {
        super(parent, number, handler);
    }

    SessionView.SipSessionView view() {
        Dialog seen = this.dialog;
        return new SessionView.SipSessionView(this.getId(), seen == null ? null : seen.callId(),
                (seen == null ? State.INITIAL : seen.state()).name(), seen == null ? null : seen.localParty(),
                seen == null ? null : seen.remoteParty(), this.attributes.values().view());
    }

    @Override
    public String getId() {
        return SessionIds.tag(this.parent().getId(), this.number());
    }

    @Override
    public jakarta.servlet.ServletContext getServletContext() {
        return this.application().servletContext();
    }

    @Override
    public SipApplicationSession getApplicationSession() {
        return this.parent();
    }

    @Override
    public String getCallId() {
        return this.dialog == null ? null : this.dialog.callId();
    }

    @Override
    public State getState() {
        this.requireValid();
        return this.dialog == null ? State.INITIAL : this.dialog.state();
    }

    @Override
    public Address getLocalParty() {
        return party(this.dialog == null ? null : this.dialog.localParty());
    }

    @Override
    public Address getRemoteParty() {
        return party(this.dialog == null ? null : this.dialog.remoteParty());
    }

    private static Address party(String text) {
        try {
            return text == null ? null : ADDRESSES.createAddress(text);
        } catch (ServletParseException invalid) {
            throw new IllegalStateException(invalid);
        }
    }

    @Override
    public long getCreationTime() {
        return this.created;
    }

    @Override
    public long getLastAccessedTime() {
        return this.lastAccessed;
    }

    @Override
    public SipServletRequest createRequest(String method) {
        this.requireValid();
        return this.messages().createRequest(method);
    }

    @Override
    public void setHandler(String name) throws jakarta.servlet.ServletException {
        this.requireValid();
        if (!this.application().hasServlet(name)) {
            throw new jakarta.servlet.ServletException("application " + this.application().name() + " has no servlet " + name);
        }
        this.handler = name;
        this.parent().changed();
    }

    @Override
    public Object getAttribute(String name) {
        this.requireValid();
        return this.attributes.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        this.requireValid();
        return Collections.enumeration(this.attributes.names());
    }

    @Override
    public void setAttribute(String name, Object value) {
        this.requireValid();
        this.attributes.set(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        this.requireValid();
        this.attributes.remove(name);
    }

    @Override
    public void invalidate() {
        this.requireValid();
        SerialCall.enter(this.parent().queue, this::end);
    }

    @Override
    public boolean getInvalidateWhenReady() {
        this.requireValid();
        return this.invalidateWhenReady;
    }

    @Override
    public void setInvalidateWhenReady(boolean invalidateWhenReady) {
        this.requireValid();
        this.invalidateWhenReady = invalidateWhenReady;
        this.parent().changed();
    }

    @Override
    public SipApplicationRoutingRegion getRegion() {
        this.requireValid();
        return this.routing().region();
    }

    @Override
    public URI getSubscriberURI() {
        this.requireValid();
        try {
            return this.routing().subscriber() == null ? null : ADDRESSES.createURI(this.routing().subscriber());
        } catch (ServletParseException invalid) {
            throw new IllegalStateException(invalid);
        }
    }

    @Override
    public void setOutboundInterface(InetSocketAddress address) {
        throw UnsupportedFeature.named("SipSession.setOutboundInterface");
    }

    @Override
    public void setOutboundInterface(InetAddress address) {
        throw UnsupportedFeature.named("SipSession.setOutboundInterface");
    }

    private void requireValid() {
        if (!this.isValid()) {
            throw new IllegalStateException("session " + this.getId() + " is invalid");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipSession session && session.getId().equals(this.getId());
    }

    @Override
    public int hashCode() {
        return this.parent().hashCode() * 31 + this.number();
    }

    @Override
    public String toString() {
        return "SipSession " + this.getId();
    }
}
