/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.io.Serializable;
import java.time.Duration;

import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.TimerListener;

/** A timer of an application session (JSR 289 section 7). Its due time is kept as a point in time, so that it can fire on another node. */
public final class ServletTimerImpl implements ServletTimer {
    private final SipApplicationSessionImpl session;
    private final String id;
    private final Serializable info;
    private final long period;
    private final boolean fixedDelay;
    private volatile long due;
    private volatile long lastDue;
    private volatile boolean ended;
    private Runnable alarm = () -> {
    };

    /**
     * @param due when it fires first, in milliseconds since 1970
     * @param period milliseconds; 0 to fire once
     * @param fixedDelay whether the period counts from the end of the listener's work rather than from the due time
     * @param info what the application gave along; null for nothing
     */
    ServletTimerImpl(SipApplicationSessionImpl session, String id, long due, long period, boolean fixedDelay, Serializable info) {
        this.session = session;
        this.id = id;
        this.due = due;
        this.lastDue = due;
        this.period = period;
        this.fixedDelay = fixedDelay;
        this.info = info;
    }

    /** Silences the timer without removing it from its session. */
    synchronized void stop() {
        this.ended = true;
        this.alarm.run();
    }

    /** Sets the alarm. From any thread. */
    synchronized void schedule() {
        if (!this.ended) {
            Duration left = Duration.ofMillis(Math.max(0, this.due - System.currentTimeMillis()));
            this.alarm = this.session.context.replication().alarm().after(left, () -> this.session.queue.post(this::fire));
        }
    }

    private void fire() {
        if (this.ended || !this.session.isValid()) {
            return;
        }
        long now = System.currentTimeMillis();
        this.lastDue = this.due;
        if (this.period <= 0) {
            this.ended = true;
            this.session.timers.remove(this);
        } else if (!this.fixedDelay) {
            this.due = this.due + this.period * Math.max(1, (now - this.due) / this.period + 1);
        }
        this.session.lifetime.access();
        this.session.changed();
        this.session.application.listeners().each(TimerListener.class, listener -> listener.timeout(this));
        if (this.period > 0 && !this.ended && this.session.isValid()) {
            this.due = this.fixedDelay ? System.currentTimeMillis() + this.period : this.due;
            this.schedule();
        } else if (this.session.isValid()) {
            this.session.endIfReady();
        }
    }

    long due() {
        return this.due;
    }

    long period() {
        return this.period;
    }

    boolean isFixedDelay() {
        return this.fixedDelay;
    }

    @Override
    public SipApplicationSession getApplicationSession() {
        return this.session;
    }

    @Override
    public Serializable getInfo() {
        return this.info;
    }

    @Override
    public long scheduledExecutionTime() {
        return this.lastDue;
    }

    @Override
    public String getId() {
        return this.id;
    }

    @Override
    public long getTimeRemaining() {
        return this.due - System.currentTimeMillis();
    }

    @Override
    public void cancel() {
        this.stop();
        if (this.session.timers.remove(this) && this.session.isValid()) {
            this.session.changed();
        }
    }
}
