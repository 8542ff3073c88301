/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import javax.servlet.sip.ServletTimer;

import org.wildfly.sip.ha.store.EntryHeader;

/** The timers of an application session (JSR 289 section 7). Safe for use by many threads. */
final class SessionTimers {
    private final ConcurrentHashMap<String, ServletTimerImpl> timers = new ConcurrentHashMap<>();

    ServletTimer start(SipApplicationSessionImpl session, String id, long delay, long period, boolean fixedDelay, Serializable info) {
        ServletTimerImpl timer = new ServletTimerImpl(session, id, System.currentTimeMillis() + delay, period, fixedDelay, info);
        this.add(timer);
        timer.schedule();
        session.changed();
        return timer;
    }

    /** Adds a timer that does not run yet. */
    void add(ServletTimerImpl timer) {
        this.timers.put(timer.getId(), timer);
    }

    boolean remove(ServletTimerImpl timer) {
        return this.timers.remove(timer.getId(), timer);
    }

    ServletTimerImpl find(String id) {
        return this.timers.get(id);
    }

    /** The timers; a live view. */
    Collection<ServletTimerImpl> all() {
        return this.timers.values();
    }

    boolean isEmpty() {
        return this.timers.isEmpty();
    }

    int size() {
        return this.timers.size();
    }

    /** When the first one fires; {@link EntryHeader#NEVER} if there is none. */
    long due() {
        return this.timers.values().stream().mapToLong(ServletTimerImpl::due).min().orElse(EntryHeader.NEVER);
    }

    /** Lets all of them run. */
    void resume() {
        this.timers.values().forEach(ServletTimerImpl::schedule);
    }

    /** Silences all of them. */
    void stop() {
        this.timers.values().forEach(ServletTimerImpl::stop);
    }

    void cancel() {
        List.copyOf(this.timers.values()).forEach(ServletTimerImpl::cancel);
    }
}
