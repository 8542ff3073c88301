/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.application;

import java.io.Serializable;
import java.util.UUID;

import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.TimerService;

import org.wildfly.sip.container.session.SipApplicationSessionImpl;

/** The timer service (JSR 289 section 7). Timers of a replicated session outlive their node, whether declared persistent or not. */
final class ApplicationTimerService implements TimerService {
    @Override
    public ServletTimer createTimer(SipApplicationSession session, long delay, boolean isPersistent, Serializable info) {
        return this.create(session, delay, 0, false, info);
    }

    @Override
    public ServletTimer createTimer(SipApplicationSession session, long delay, long period, boolean fixedDelay, boolean isPersistent,
            Serializable info) {
        if (period <= 0) {
            throw new IllegalArgumentException("the period of a timer is " + period + " ms, it must be more than 0");
        }
        return this.create(session, delay, period, fixedDelay, info);
    }

    private ServletTimer create(SipApplicationSession session, long delay, long period, boolean fixedDelay, Serializable info) {
        if (!session.isValid()) {
            throw new IllegalStateException("application session " + session.getId() + " is invalid");
        }
        return ((SipApplicationSessionImpl) session).startTimer(UUID.randomUUID().toString(), Math.max(0, delay), period, fixedDelay, info);
    }
}
