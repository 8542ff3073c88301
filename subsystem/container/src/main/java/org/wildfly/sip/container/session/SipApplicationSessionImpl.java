/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.io.Serializable;
import java.net.URL;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javax.servlet.sip.Address;
import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.URI;

import org.wildfly.sip.container.message.RequestFactory;
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.message.UnsupportedFeature;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.work.SessionQueue;

/**
 * An application session: the unit of replication, ordering and affinity (JSR 289 section 6.1).
 * <p>
 * Its attributes, timers and life cycle may be used from any thread; what another thread than its queue's changes is stored before that thread's
 * own session answers. Everything that sends runs on its queue.
 */
public final class SipApplicationSessionImpl extends ApplicationSessionLife {
    SipApplicationSessionImpl(SessionContext context, ApplicationContext application, SessionQueue queue, String id, String key) {
        super(context, application, queue, id, key);
    }

    /** Makes an initial request of this application (JSR 289 section 10.1.1) in a SipSession of its own. */
    public SipServletRequest newRequest(String method, Address from, Address to) {
        this.requireValid();
        SipSessionImpl session = this.newSession(null);
        try {
            SipServletRequestImpl made = session.messages().outbound(new RequestFactory().create(method, null, from, to,
                    new RequestFactory.Identity(this.context.outbound().newCallId(), session.getId(), 1)));
            made.setInitial(true);
            return made;
        } catch (RuntimeException wrong) {
            session.invalidate();
            throw wrong;
        }
    }

    /** Starts a timer of this session. */
    public ServletTimer startTimer(String timerId, long delay, long period, boolean fixedDelay, Serializable info) {
        this.requireValid();
        return this.timers.start(this, timerId, delay, period, fixedDelay, info);
    }

    @Override
    public String getApplicationName() {
        return this.application.name();
    }

    @Override
    public long getCreationTime() {
        this.requireValid();
        return this.lifetime.created();
    }

    @Override
    public long getLastAccessedTime() {
        return this.lifetime.lastAccessed();
    }

    @Override
    public long getExpirationTime() {
        this.requireValid();
        return this.lifetime.expires() == EntryHeader.NEVER ? 0 : this.lifetime.expires();
    }

    @Override
    public int setExpires(int minutes) {
        this.requireValid();
        int granted = this.lifetime.setExpires(minutes);
        this.changed();
        return granted;
    }

    @Override
    public Object getAttribute(String name) {
        this.requireValid();
        return this.attributes.get(name);
    }

    @Override
    public Iterator<String> getAttributeNames() {
        this.requireValid();
        return this.attributes.names().iterator();
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
    public Iterator<?> getSessions() {
        this.requireValid();
        return Stream.concat(this.sessions.all().stream(), this.httpSessions.values().stream()).toList().iterator();
    }

    @Override
    public Iterator<?> getSessions(String protocol) {
        this.requireValid();
        return switch (protocol.toUpperCase(Locale.ROOT)) {
            case "SIP" -> this.sessions.copy().iterator();
            case "HTTP" -> List.copyOf(this.httpSessions.values()).iterator();
            default -> throw new IllegalArgumentException("protocol " + protocol + " is neither SIP nor HTTP");
        };
    }

    @Override
    public SipSession getSipSession(String sessionId) {
        this.requireValid();
        return this.sessions.find(sessionId);
    }

    @Override
    public Object getSession(String sessionId, Protocol protocol) {
        this.requireValid();
        return protocol == Protocol.SIP ? this.getSipSession(sessionId) : this.httpSessions.get(sessionId);
    }

    @Override
    public ServletTimer getTimer(String timerId) {
        this.requireValid();
        return this.timers.find(timerId);
    }

    @Override
    public Collection<ServletTimer> getTimers() {
        this.requireValid();
        return List.copyOf(this.timers.all());
    }

    @Override
    public void encodeURI(URI uri) {
        throw UnsupportedFeature.named("SipApplicationSession.encodeURI");
    }

    @Override
    public URL encodeURL(URL url) {
        throw UnsupportedFeature.named("SipApplicationSession.encodeURL");
    }

    @Override
    public void invalidate() {
        this.requireValid();
        SerialCall.enter(this.queue, this::end);
    }

    @Override
    public boolean isReadyToInvalidate() {
        boolean held = !this.timers.isEmpty() || !this.httpSessions.isEmpty() || this.sessions.lastNumber() == 0;
        return !held && !this.sessions.any(session -> !session.isReadyToInvalidate());
    }

    @Override
    public boolean getInvalidateWhenReady() {
        this.requireValid();
        return this.invalidatesWhenReady();
    }

    @Override
    public void setInvalidateWhenReady(boolean invalidateWhenReady) {
        this.requireValid();
        this.invalidatesWhenReady(invalidateWhenReady);
        this.changed();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipApplicationSession session && session.getId().equals(this.getId());
    }

    @Override
    public int hashCode() {
        return this.getId().hashCode();
    }

    @Override
    public String toString() {
        return "SipApplicationSession " + this.getId() + " of " + this.application.name();
    }
}
