/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.time.Duration;

import javax.servlet.sip.SipApplicationSessionEvent;
import javax.servlet.sip.SipApplicationSessionListener;

import org.wildfly.sip.ha.store.EntryHeader;

/** When an application session expires (JSR 289 section 6.1.2): a time after its last activity, unless it is set otherwise. */
final class SessionLifetime {
    /** Keeps an entry in the store a while longer than its session, so that the application can still extend it. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final SipApplicationSessionImpl session;
    private volatile long created = System.currentTimeMillis();
    private volatile long lastAccessed = this.created;
    private volatile long timeout;
    private volatile long storedExpires;
    private Runnable alarm = () -> {
    };

    SessionLifetime(SipApplicationSessionImpl session) {
        this.session = session;
        this.timeout = session.application.sessionTimeout().toMillis();
    }

    long created() {
        return this.created;
    }

    long lastAccessed() {
        return this.lastAccessed;
    }

    long timeout() {
        return this.timeout;
    }

    void restore(long createdAt, long accessedAt, long timeoutMillis) {
        this.created = createdAt;
        this.lastAccessed = accessedAt;
        this.timeout = timeoutMillis;
    }

    /** @return the time of expiry in milliseconds since 1970; {@link EntryHeader#NEVER} if it does not expire */
    long expires() {
        return this.timeout <= 0 ? EntryHeader.NEVER : this.lastAccessed + this.timeout;
    }

    long storeExpiry() {
        long expires = this.expires();
        this.storedExpires = expires;
        return expires == EntryHeader.NEVER ? expires : expires + GRACE.toMillis();
    }

    int setExpires(int minutes) {
        this.timeout = Duration.ofMinutes(Math.max(0, minutes)).toMillis();
        this.lastAccessed = System.currentTimeMillis();
        this.session.onQueue(this::start);
        return minutes <= 0 ? Integer.MAX_VALUE : minutes;
    }

    /** Notes activity; the store is told when its idea of the expiry is off by a quarter of the timeout. */
    void access() {
        this.lastAccessed = System.currentTimeMillis();
        if (this.timeout > 0 && this.expires() - this.storedExpires > this.timeout / 4) {
            this.session.changed();
        }
    }

    /** Sets the alarm anew. To be called on the session's queue. */
    void start() {
        this.stop();
        long expires = this.expires();
        if (expires != EntryHeader.NEVER && this.session.isValid()) {
            Duration left = Duration.ofMillis(Math.max(1, expires - System.currentTimeMillis()));
            this.alarm = this.session.context.replication().alarm().after(left, () -> this.session.queue.post(this::expire));
        }
    }

    void stop() {
        this.alarm.run();
    }

    private void expire() {
        if (!this.session.isValid()) {
            return;
        }
        if (this.expires() <= System.currentTimeMillis()) {
            this.session.application.listeners().each(SipApplicationSessionListener.class,
                    listener -> listener.sessionExpired(new SipApplicationSessionEvent(this.session)));
            if (this.session.isValid() && this.expires() <= System.currentTimeMillis()) {
                this.session.invalidate();
                return;
            }
        }
        this.start();
    }
}
