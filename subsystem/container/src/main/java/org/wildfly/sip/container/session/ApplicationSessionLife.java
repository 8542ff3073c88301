/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipApplicationSessionEvent;
import javax.servlet.sip.SipApplicationSessionListener;

import org.wildfly.sip.container.SessionView;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.work.SessionQueue;

/** The life of an application session on a node: what the container does with it, beside what applications ask of it. */
public abstract sealed class ApplicationSessionLife implements SipApplicationSession permits SipApplicationSessionImpl {
    final SessionContext context;
    final ApplicationContext application;
    final SessionQueue queue;
    final SessionAttributes attributes;
    final SipSessions sessions = new SipSessions();
    final SessionTimers timers = new SessionTimers();
    final Map<String, Object> httpSessions = new ConcurrentHashMap<>();
    final SessionLifetime lifetime;
    private final SessionReplica replica;
    private final String id;
    private final String key;
    private volatile boolean valid = true;
    private volatile boolean invalidateWhenReady = true;

    ApplicationSessionLife(SessionContext context, ApplicationContext application, SessionQueue queue, String id, String key) {
        SipApplicationSessionImpl self = (SipApplicationSessionImpl) this;
        this.context = context;
        this.application = application;
        this.queue = queue;
        this.id = id;
        this.key = key;
        this.attributes = new SessionAttributes(self, new ApplicationSessionAudience(self));
        this.lifetime = new SessionLifetime(self);
        this.replica = new SessionReplica(self);
    }

    /** Begins the life of a new session: it expires from now on, and is replicated if its application is. To be called on its queue. */
    void begin() {
        this.replica.begin();
        this.lifetime.start();
    }

    /** The session was restored from an entry that this node has claimed; nothing in it has changed since. */
    void comesFrom(EntryHeader claimed) {
        this.replica.comesFrom(claimed);
    }

    /** Lets what runs by itself go on after the session has come from another node; once, however often called. To be called on its queue. */
    public void settle() {
        if (this.replica.settle()) {
            this.lifetime.start();
            this.sessions.copy().forEach(SipSessionImpl::resume);
            this.timers.resume();
        }
    }

    /** Another node has written the session's entry: if it has the session now, it leaves this one. To be called on its queue. */
    public void noticed(EntryHeader stored) {
        this.replica.noticed(stored);
    }

    /** Leaves this node because its application is stopped: a replicated session stays in the store for others. To be called on its queue. */
    public void depart() {
        if (this.valid) {
            this.replica.release();
            this.leave();
        }
    }

    /** Leaves this node without a word to anybody: another node has it now, or the node stops. */
    void leave() {
        this.valid = false;
        this.lifetime.stop();
        this.timers.stop();
        this.sessions.all().forEach(SipSessionImpl::leave);
        this.context.registry().remove((SipApplicationSessionImpl) this);
    }

    /** Ends the session if all that it holds has ended (JSR 289 section 6.1.2.2.2). To be called on its queue after something of it has ended. */
    void endIfReady() {
        this.context.registry().touched((SipApplicationSessionImpl) this);
        if (this.valid && this.invalidateWhenReady && this.isReadyToInvalidate()) {
            this.application.listeners().each(SipApplicationSessionListener.class,
                    listener -> listener.sessionReadyToInvalidate(new SipApplicationSessionEvent(this)));
            if (this.valid && this.invalidateWhenReady) {
                this.end();
            }
        }
    }

    /** Ends the session everywhere. To be called on its queue. */
    void end() {
        if (this.valid) {
            this.application.listeners().each(SipApplicationSessionListener.class,
                    listener -> listener.sessionDestroyed(new SipApplicationSessionEvent(this)));
            this.sessions.copy().forEach(SipSessionImpl::endWithApplicationSession);
            this.timers.cancel();
            this.attributes.names().forEach(this.attributes::remove);
            this.leave();
            this.replica.remove();
        }
    }

    /** Marks the session as changed. What changes it from another thread than its queue's is stored before that thread's session answers. */
    public void changed() {
        this.replica.changed();
    }

    /** The queue on which everything about this session runs. */
    public SessionQueue queue() {
        return this.queue;
    }

    /** The application. */
    public ApplicationContext application() {
        return this.application;
    }

    /** The application key; null if the session was not made by one. */
    public String applicationKey() {
        return this.key;
    }

    /** Adds a SipSession. @param servlet that serves it; null for the application's main one */
    public SipSessionImpl newSession(String servlet) {
        SipSessionImpl session = this.sessions.create((SipApplicationSessionImpl) this, servlet);
        this.changed();
        return session;
    }

    /** The SipSessions; a live view. */
    public Collection<SipSessionImpl> legs() {
        return this.sessions.all();
    }

    /** Whether one of its dialogs has a Call-ID. */
    public boolean hasCallId(String callId) {
        return this.sessions.any(session -> callId.equals(session.getCallId()));
    }

    /** Whether a drain has to wait for it: for a dialog or transaction, or for a timer that no other node would fire. */
    public boolean isActive() {
        return this.sessions.any(SipSessionImpl::isActive) || !this.application.isDistributable() && !this.timers.isEmpty();
    }

    /** The number of timers that are set: the application's, and that of its expiry. */
    public int runningTimers() {
        return this.timers.size() + (this.lifetime.expires() == EntryHeader.NEVER ? 0 : 1);
    }

    /** The session as the management model shows it. */
    public SessionView view(String owner) {
        return new SessionView(this.id, this.key, owner, this.lifetime.created(), this.lifetime.expires(), this.attributes.values().view(),
                this.sessions.all().stream().map(SipSessionImpl::view).toList(), this.timers.size());
    }

    boolean invalidatesWhenReady() {
        return this.invalidateWhenReady;
    }

    void invalidatesWhenReady(boolean value) {
        this.invalidateWhenReady = value;
    }

    void onQueue(Runnable action) {
        if (this.queue.isCurrent()) {
            action.run();
        } else {
            this.queue.post(action);
        }
    }

    void requireValid() {
        if (!this.valid) {
            throw new IllegalStateException("application session " + this.id + " is invalid");
        }
    }

    @Override
    public boolean isValid() {
        return this.valid;
    }

    @Override
    public String getId() {
        return this.id;
    }
}
