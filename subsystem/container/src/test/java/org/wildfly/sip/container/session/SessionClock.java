/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import javax.servlet.sip.SipApplicationSession;

/** Lets tests have sessions expire sooner than the API's minutes allow. */
public final class SessionClock {
    private SessionClock() {
    }

    /** Has a session expire after a time without activity, counted from now. */
    public static void expireAfter(SipApplicationSession session, long millis) {
        SipApplicationSessionImpl implementation = (SipApplicationSessionImpl) session;
        implementation.lifetime.restore(implementation.lifetime.created(), System.currentTimeMillis(), millis);
        implementation.changed();
        implementation.onQueue(implementation.lifetime::start);
    }
}
