/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.wildfly.sip.ha.work.DroppableOutput;
import org.wildfly.sip.ha.work.SessionQueue;

/** The application sessions that this node works on, by id. Safe for use by many threads. */
public final class SessionRegistry {
    private final ConcurrentHashMap<String, SipApplicationSessionImpl> sessions = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, SipSessionImpl> servers = new ConcurrentHashMap<>();
    private final Set<SipApplicationSessionImpl> departing = ConcurrentHashMap.newKeySet();
    private final Consumer<SipApplicationSessionImpl> removed;

    /** @param removed told of each session that has left the node, ended or taken over by another; must not block */
    public SessionRegistry(Consumer<SipApplicationSessionImpl> removed) {
        this.removed = removed;
    }

    /** The session of an id; null if this node does not work on it. */
    public SipApplicationSessionImpl find(String id) {
        return this.sessions.get(id);
    }

    /** Adds a session. @return the session that is there now: the given one, or one that was there before */
    public SipApplicationSessionImpl add(SipApplicationSessionImpl session) {
        SipApplicationSessionImpl existing = this.sessions.putIfAbsent(session.getId(), session);
        return existing == null ? session : existing;
    }

    /** Removes a session; it has left when what it had to send has. */
    public void remove(SipApplicationSessionImpl session) {
        if (this.sessions.remove(session.getId(), session)) {
            this.departing.add(session);
            SessionQueue.output(new Departure(session));
        }
    }

    /** The number of an application's sessions whose end a drain waits for: with dialogs or transactions, or with last words that are not sent. */
    public int active(ApplicationContext application) {
        int count = 0;
        for (SipApplicationSessionImpl session : this.sessions.values()) {
            count += session.application() == application && session.isActive() ? 1 : 0;
        }
        for (SipApplicationSessionImpl session : this.departing) {
            count += session.application() == application ? 1 : 0;
        }
        return count;
    }

    /** The SipSession that was begun by a peer's request with a Call-ID; null if this node has none. */
    public SipSessionImpl findServer(String callId) {
        return this.servers.get(callId);
    }

    void bind(SipSessionImpl session) {
        if (session.dialog().isServer()) {
            this.servers.put(session.dialog().callId(), session);
        }
    }

    void unbind(SipSessionImpl session) {
        this.servers.remove(session.dialog().callId(), session);
    }

    /** All sessions; a live view. */
    public Collection<SipApplicationSessionImpl> all() {
        return this.sessions.values();
    }

    /** Tells that something has changed which a drain may wait for. */
    void touched(SipApplicationSessionImpl session) {
        this.removed.accept(session);
    }

    /** Follows the last output of a session. */
    private final class Departure implements DroppableOutput {
        private final SipApplicationSessionImpl session;

        Departure(SipApplicationSessionImpl session) {
            this.session = session;
        }

        @Override
        public void run() {
            SessionRegistry.this.departing.remove(this.session);
            SessionRegistry.this.removed.accept(this.session);
        }

        @Override
        public void dropped() {
            this.run();
        }
    }
}
