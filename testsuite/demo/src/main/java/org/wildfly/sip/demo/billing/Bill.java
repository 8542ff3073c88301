/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.billing;

import java.util.Locale;

import javax.servlet.sip.SipApplicationSession;

/** What a call costs: a view on attributes of its application session, so that it is where the call is. */
final class Bill {
    /** Milliseconds between two looks at the clock. */
    static final long INTERVAL = 1000;
    /** The info of the timer that looks. */
    static final String TIMER = "bill";

    private static final double CENTS_PER_SECOND = 0.5;
    private static final int MINUTES_KEPT = 1;

    private final SipApplicationSession call;

    Bill(SipApplicationSession call) {
        this.call = call;
    }

    boolean isOpen() {
        return "open".equals(this.call.getAttribute("bill"));
    }

    /** Begins to count. */
    void open(String caller, String callee, long now) {
        this.call.setAttribute("caller", caller);
        this.call.setAttribute("callee", callee);
        this.call.setAttribute("answered", now);
        this.call.setAttribute("bill", "open");
        this.count(now);
    }

    /** Counts until now. */
    void count(long now) {
        long milliseconds = now - (Long) this.call.getAttribute("answered");
        this.call.setAttribute("seconds", milliseconds / 1000.0);
        this.call.setAttribute("cents", Math.round(milliseconds / 1000.0 * CENTS_PER_SECOND * 100) / 100.0);
    }

    /** Ends the count; the bill can still be read for some time. */
    void close(long now) {
        if (this.isOpen()) {
            this.count(now);
            this.call.setAttribute("bill", "closed");
            this.call.getTimers().forEach(timer -> timer.cancel());
            this.call.setInvalidateWhenReady(false);
            this.call.setExpires(MINUTES_KEPT);
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s to %s, %.1f s, %.2f cents", this.call.getAttribute("caller"),
                this.call.getAttribute("callee"),
                this.call.getAttribute("seconds"), this.call.getAttribute("cents"));
    }
}
