/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The SipSessions of an application session by their numbers, none of which is used twice. Safe for use by many threads. */
final class SipSessions {
    private final ConcurrentSkipListMap<Integer, SipSessionImpl> sessions = new ConcurrentSkipListMap<>();
    private final AtomicInteger lastNumber = new AtomicInteger();

    /** Makes a session. @param servlet that serves it; null for the application's main one */
    SipSessionImpl create(SipApplicationSessionImpl parent, String servlet) {
        SipSessionImpl session = new SipSessionImpl(parent, this.lastNumber.incrementAndGet(), servlet);
        this.add(session);
        return session;
    }

    void add(SipSessionImpl session) {
        this.sessions.put(session.number(), session);
    }

    void remove(SipSessionImpl session) {
        this.sessions.remove(session.number(), session);
    }

    /** Null if there is none of this number. */
    SipSessionImpl find(int number) {
        return this.sessions.get(number);
    }

    /** Null if there is none of this id. */
    SipSessionImpl find(String id) {
        return this.sessions.values().stream().filter(session -> session.getId().equals(id)).findAny().orElse(null);
    }

    /** The sessions in the order in which they were made; a live view. */
    Collection<SipSessionImpl> all() {
        return this.sessions.values();
    }

    /** The sessions that there are now. */
    List<SipSessionImpl> copy() {
        return List.copyOf(this.sessions.values());
    }

    boolean isEmpty() {
        return this.sessions.isEmpty();
    }

    boolean any(Predicate<SipSessionImpl> condition) {
        return this.sessions.values().stream().anyMatch(condition);
    }

    /** The number that was used last; 0 if there never was a session. */
    int lastNumber() {
        return this.lastNumber.get();
    }

    void restoreLastNumber(int number) {
        this.lastNumber.set(number);
    }
}
