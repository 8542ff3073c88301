/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.application;

import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.SipSessionsUtil;

import org.wildfly.sip.container.message.UnsupportedFeature;
import org.wildfly.sip.container.session.SessionIds;
import org.wildfly.sip.container.session.SessionManager;
import org.wildfly.sip.container.session.SipApplicationSessionImpl;

/** Looks up sessions of an application (JSR 289 section 15.11); takes one over that another node works on, for which it may wait. */
final class ApplicationSessionsUtil implements SipSessionsUtil {
    private final ApplicationImpl application;
    private final SessionManager sessions;

    ApplicationSessionsUtil(ApplicationImpl application, SessionManager sessions) {
        this.application = application;
        this.sessions = sessions;
    }

    @Override
    public SipApplicationSession getApplicationSessionById(String id) {
        if (id == null) {
            throw new NullPointerException("id");
        }
        return this.own(this.fetch(id));
    }

    @Override
    public SipApplicationSession getApplicationSessionByKey(String key, boolean create) {
        if (key == null) {
            throw new NullPointerException("key");
        }
        SipApplicationSessionImpl found = this.own(this.fetch(SessionIds.ofKey(this.application.name(), key)));
        return found != null || !create ? found : this.sessions.create(this.application, key);
    }

    @Override
    public SipSession getCorrespondingSipSession(SipSession session, String headerName) {
        throw UnsupportedFeature.named("SipSessionsUtil.getCorrespondingSipSession (Join and Replaces)");
    }

    private SipApplicationSessionImpl fetch(String id) {
        return this.application.isDistributable() ? this.sessions.context().lookup().apply(id) : this.sessions.find(id);
    }

    private SipApplicationSessionImpl own(SipApplicationSessionImpl session) {
        return session != null && session.application() == this.application && session.isValid() ? session : null;
    }
}
