/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.transaction;

import java.time.Duration;

import org.wildfly.sip.demo.phone.transport.EventLoop;

/** Does something again and again at growing intervals, until it is stopped: what timers A, E and G have in common. On its event loop only. */
public final class Retransmission {
    private final EventLoop loop;
    private final Duration longest;
    private final Runnable action;
    private Duration interval;
    private EventLoop.Timer timer;

    /**
     * Prepares it.
     *
     * @param first the time until the first repetition, doubled for each further one
     * @param longest the longest interval; null to double without limit
     */
    public Retransmission(EventLoop loop, Duration first, Duration longest, Runnable action) {
        this.loop = loop;
        this.interval = first;
        this.longest = longest;
        this.action = action;
    }

    /** Begins. */
    public void start() {
        this.timer = this.loop.schedule(this.interval, this::repeat);
    }

    /** Goes on at a constant interval (RFC 3261 section 17.1.2.2: a non-INVITE request after a provisional response). */
    void slowDown() {
        this.interval = this.longest;
    }

    private void repeat() {
        Duration next = this.interval.multipliedBy(2);
        this.interval = this.longest != null && next.compareTo(this.longest) > 0 ? this.longest : next;
        this.start();
        this.action.run();
    }

    /** Ends; harmless if it has not begun. */
    public void stop() {
        if (this.timer != null) {
            this.timer.cancel();
            this.timer = null;
        }
    }
}
