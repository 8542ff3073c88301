/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.net.URL;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import javax.servlet.sip.Address;
import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipApplicationSessionAttributeListener;
import javax.servlet.sip.SipApplicationSessionBindingEvent;
import javax.servlet.sip.SipApplicationSessionBindingListener;
import javax.servlet.sip.SipApplicationSessionEvent;
import javax.servlet.sip.SipApplicationSessionListener;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.URI;

import gov.nist.javax.sip.message.SIPRequest;
import org.wildfly.sip.container.SessionView;
import org.wildfly.sip.container.message.RequestFactory;
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.message.UnsupportedFeature;
import org.wildfly.sip.ha.replication.Replica;
import org.wildfly.sip.ha.replication.ReplicaCommit;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.work.SessionQueue;

/**
 * An application session: the unit of replication, ordering and affinity (JSR 289 section 6.1, DESIGN section 4).
 * <p>
 * Its attributes, timers and life cycle may be used from any thread; what another thread than its queue's changes is stored before that thread's
 * own session answers. Everything that sends runs on its queue.
 */
public final class SipApplicationSessionImpl implements SipApplicationSession, Replica {
    final SessionContext context;
    final ApplicationContext application;
    final SessionQueue queue;
    final Attributes attributes;
    final Map<Integer, SipSessionImpl> sessions = new ConcurrentSkipListMap<>();
    final Map<String, ServletTimerImpl> timers = new ConcurrentHashMap<>();
    final Map<String, Object> httpSessions = new ConcurrentHashMap<>();
    final AtomicInteger lastNumber = new AtomicInteger();
    final SessionLifetime lifetime;
    private final String id;
    private final String key;
    private volatile boolean valid = true;
    private volatile boolean invalidateWhenReady = true;
    private volatile boolean dirty = true;
    private final AtomicReference<EntryHeader> arrival = new AtomicReference<>();
    private boolean durable;

    SipApplicationSessionImpl(SessionContext context, ApplicationContext application, SessionQueue queue, String id, String key) {
        this.context = context;
        this.application = application;
        this.queue = queue;
        this.id = id;
        this.key = key;
        this.attributes = new Attributes(new SessionAttributeCodec(this));
        this.lifetime = new SessionLifetime(this);
    }

    /** Begins the life of a new session: it expires from now on, and is replicated if its application is. To be called on its queue. */
    void begin() {
        this.replicate(null);
        this.lifetime.start();
    }

    /** The session was restored from an entry that this node has claimed; nothing in it has changed since. */
    void comesFrom(EntryHeader claimed) {
        this.durable = true;
        this.dirty = false;
        this.arrival.set(claimed);
    }

    /** Lets what runs by itself go on after the session has come from another node; once, however often called. To be called on its queue. */
    public void settle() {
        EntryHeader claimed = this.arrival.getAndSet(null);
        if (claimed != null && this.valid) {
            this.replicate(claimed);
            this.lifetime.start();
            this.sessions.values().forEach(SipSessionImpl::resume);
            this.timers.values().forEach(ServletTimerImpl::start);
        }
    }

    private void replicate(EntryHeader claimed) {
        if (this.application.isDistributable()) {
            ReplicaCommit.of(this.queue, this.context.replication()).add(this, claimed);
        }
    }

    /** Whether one of its dialogs has a Call-ID. */
    public boolean hasCallId(String callId) {
        for (SipSessionImpl session : this.sessions.values()) {
            if (callId.equals(session.getCallId())) {
                return true;
            }
        }
        return false;
    }

    /** The queue on which everything about this session runs. */
    public SessionQueue queue() {
        return this.queue;
    }

    /** The application. */
    public ApplicationContext application() {
        return this.application;
    }

    /** The SipSessions with dialogs or transactions that have not ended. */
    public boolean isActive() {
        for (SipSessionImpl session : this.sessions.values()) {
            if (session.isActive()) {
                return true;
            }
        }
        return !this.application.isDistributable() && !this.timers.isEmpty();
    }

    /** Marks the session as changed. What changes it from another thread than its queue's is stored before that thread's session answers. */
    void changed() {
        this.dirty = true;
        if (!this.queue.isCurrent() && this.application.isDistributable()) {
            SessionQueue.require(this.queue.stored());
        }
    }

    /** Marks the session as changed by a message, so that it is stored before the answer leaves. To be called on its queue. */
    public void noteChange() {
        this.changed();
    }

    /** Makes an initial request of this application (JSR 289 section 10.1.1) in a SipSession of its own. */
    public SipServletRequest newRequest(String method, Address from, Address to) {
        this.requireValid();
        SipSessionImpl session = this.newSession(null);
        SIPRequest request = new RequestFactory().create(method, null, from, to,
                new RequestFactory.Identity(this.context.outbound().newCallId(), session.getId(), 1));
        SipServletRequestImpl made = session.messages().outbound(request);
        made.setInitial(true);
        return made;
    }

    /** The SipSessions. */
    public Collection<SipSessionImpl> legs() {
        return this.sessions.values();
    }

    /** The number of timers that are set: the application's, and that of its expiry. */
    public int runningTimers() {
        return this.timers.size() + (this.lifetime.expires() == EntryHeader.NEVER ? 0 : 1);
    }

    /** Adds a SipSession. */
    public SipSessionImpl newSession(String servlet) {
        int number = this.lastNumber.incrementAndGet();
        SipSessionImpl session = new SipSessionImpl(this, number, servlet);
        this.sessions.put(number, session);
        this.changed();
        return session;
    }

    /** Ends the session if all that it holds has ended (JSR 289 section 6.1.2.2.2). To be called on its queue after something of it has ended. */
    void endIfReady() {
        this.context.registry().touched(this);
        if (this.valid && this.invalidateWhenReady && this.isReadyToInvalidate()) {
            this.application.listeners().each(SipApplicationSessionListener.class,
                    listener -> listener.sessionReadyToInvalidate(new SipApplicationSessionEvent(this)));
            if (this.valid && this.invalidateWhenReady) {
                this.invalidate();
            }
        }
    }

    /** Starts a timer of this session. */
    public ServletTimer startTimer(String timerId, long delay, long period, boolean fixedDelay, java.io.Serializable info) {
        this.requireValid();
        ServletTimerImpl timer = new ServletTimerImpl(this, timerId, System.currentTimeMillis() + delay, period, fixedDelay, info);
        timer.start();
        this.changed();
        return timer;
    }

    /** Leaves this node because its application is stopped: a replicated session stays in the store for others. To be called on its queue. */
    public void depart() {
        if (this.valid) {
            if (this.application.isDistributable()) {
                ReplicaCommit.of(this.queue, this.context.replication()).release(this);
            }
            this.leave();
        }
    }

    /** The session as the management model shows it. */
    public SessionView view(String owner) {
        List<SessionView.SipSessionView> views = this.sessions.values().stream().map(SipSessionImpl::view).toList();
        return new SessionView(this.id, this.key, owner, this.lifetime.created(), this.lifetime.expires(), this.attributes.view(), views,
                this.timers.size());
    }

    /** Leaves this node without a word to anybody: another node has it now, or the node stops. */
    void leave() {
        this.valid = false;
        this.lifetime.stop();
        this.timers.values().forEach(ServletTimerImpl::stop);
        this.sessions.values().forEach(SipSessionImpl::leave);
        this.context.registry().remove(this);
    }

    // ---- Replica

    @Override
    public String key() {
        return this.id;
    }

    @Override
    public boolean isDirty() {
        return this.dirty && (this.durable || this.isWorthStoring());
    }

    private boolean isWorthStoring() {
        boolean established = this.key != null || !this.invalidateWhenReady || this.sessions.isEmpty() || !this.timers.isEmpty();
        for (SipSessionImpl session : this.sessions.values()) {
            established |= session.isEstablished();
        }
        this.durable = established;
        return established;
    }

    @Override
    public byte[] encode() {
        this.dirty = false;
        return SessionCodec.encode(this);
    }

    @Override
    public long deadline() {
        long deadline = this.lifetime.expires();
        for (ServletTimerImpl timer : this.timers.values()) {
            deadline = Math.min(deadline, timer.due());
        }
        for (SipSessionImpl session : this.sessions.values()) {
            deadline = Math.min(deadline, session.deadline());
        }
        return deadline;
    }

    @Override
    public long expiry() {
        return this.lifetime.storeExpiry();
    }

    @Override
    public void superseded(EntryHeader stored) {
        this.leave();
    }

    // ---- SipApplicationSession

    @Override
    public String getId() {
        return this.id;
    }

    @Override
    public String getApplicationName() {
        return this.application.name();
    }

    /** The application key; null if the session was not made by one. */
    public String applicationKey() {
        return this.key;
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
        Object value = this.attributes.get(name);
        if (value != null && this.attributes.isMutable(name)) {
            this.changed();
        }
        return value;
    }

    @Override
    public Iterator<String> getAttributeNames() {
        this.requireValid();
        return this.attributes.names().iterator();
    }

    @Override
    public void setAttribute(String name, Object value) {
        this.requireValid();
        AttributeRules.require(this.application, name, value);
        Object former = this.attributes.put(name, value);
        this.changed();
        SipApplicationSessionBindingEvent event = new SipApplicationSessionBindingEvent(this, name);
        if (former instanceof SipApplicationSessionBindingListener unbound && former != value) {
            unbound.valueUnbound(event);
        }
        if (value instanceof SipApplicationSessionBindingListener bound) {
            bound.valueBound(event);
        }
        this.application.listeners().each(SipApplicationSessionAttributeListener.class, listener -> {
            if (former == null) {
                listener.attributeAdded(event);
            } else {
                listener.attributeReplaced(event);
            }
        });
    }

    @Override
    public void removeAttribute(String name) {
        this.requireValid();
        Object former = this.attributes.remove(name);
        if (former != null) {
            this.changed();
            SipApplicationSessionBindingEvent event = new SipApplicationSessionBindingEvent(this, name);
            if (former instanceof SipApplicationSessionBindingListener unbound) {
                unbound.valueUnbound(event);
            }
            this.application.listeners().each(SipApplicationSessionAttributeListener.class, listener -> listener.attributeRemoved(event));
        }
    }

    @Override
    public Iterator<?> getSessions() {
        this.requireValid();
        return java.util.stream.Stream.concat(this.sessions.values().stream(), this.httpSessions.values().stream()).toList().iterator();
    }

    @Override
    public Iterator<?> getSessions(String protocol) {
        this.requireValid();
        return switch (protocol.toUpperCase(java.util.Locale.ROOT)) {
            case "SIP" -> List.copyOf(this.sessions.values()).iterator();
            case "HTTP" -> List.copyOf(this.httpSessions.values()).iterator();
            default -> throw new IllegalArgumentException("protocol " + protocol + " is neither SIP nor HTTP");
        };
    }

    @Override
    public SipSession getSipSession(String sessionId) {
        this.requireValid();
        return this.sessions.values().stream().filter(session -> session.getId().equals(sessionId)).findAny().orElse(null);
    }

    @Override
    public Object getSession(String sessionId, Protocol protocol) {
        this.requireValid();
        return protocol == Protocol.SIP ? this.getSipSession(sessionId) : this.httpSessions.get(sessionId);
    }

    @Override
    public ServletTimer getTimer(String timerId) {
        this.requireValid();
        return this.timers.get(timerId);
    }

    @Override
    public Collection<ServletTimer> getTimers() {
        this.requireValid();
        return List.copyOf(this.timers.values());
    }

    @Override
    public void encodeURI(URI uri) {
        this.requireValid();
        uri.setParameter(ENCODING_PARAMETER, this.id);
    }

    /** Names the session in a URI, so that a request to it joins the session (JSR 289 section 15.11.1). */
    public static final String ENCODING_PARAMETER = "wildfly-sip-session";

    @Override
    public URL encodeURL(URL url) {
        throw UnsupportedFeature.named("SipApplicationSession.encodeURL");
    }

    @Override
    public void invalidate() {
        this.requireValid();
        SerialCall.enter(this.queue, this::end);
    }

    private void end() {
        if (!this.valid) {
            return;
        }
        this.application.listeners().each(SipApplicationSessionListener.class,
                listener -> listener.sessionDestroyed(new SipApplicationSessionEvent(this)));
        List.copyOf(this.sessions.values()).forEach(SipSessionImpl::endWithApplicationSession);
        List.copyOf(this.timers.values()).forEach(ServletTimerImpl::cancel);
        List.copyOf(this.attributes.names()).forEach(this::removeAttribute);
        this.leave();
        if (this.application.isDistributable()) {
            ReplicaCommit.of(this.queue, this.context.replication()).remove(this);
        }
    }

    @Override
    public boolean isValid() {
        return this.valid;
    }

    @Override
    public boolean isReadyToInvalidate() {
        boolean held = !this.timers.isEmpty() || !this.httpSessions.isEmpty() || this.lastNumber.get() == 0;
        for (SipSessionImpl session : this.sessions.values()) {
            held |= !session.isReadyToInvalidate();
        }
        return !held;
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
        this.changed();
    }

    boolean invalidatesWhenReady() {
        return this.invalidateWhenReady;
    }

    void restoreInvalidateWhenReady(boolean value) {
        this.invalidateWhenReady = value;
    }

    void onQueue(Runnable action) {
        if (this.queue.isCurrent()) {
            action.run();
        } else {
            this.queue.post(action);
        }
    }

    private void requireValid() {
        if (!this.valid) {
            throw new IllegalStateException("application session " + this.id + " is invalid");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipApplicationSessionImpl session && session.id.equals(this.id);
    }

    @Override
    public int hashCode() {
        return this.id.hashCode();
    }

    @Override
    public String toString() {
        return "SipApplicationSession " + this.id + " of " + this.application.name();
    }
}
