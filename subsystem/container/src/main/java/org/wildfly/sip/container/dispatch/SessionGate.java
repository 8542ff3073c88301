/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.dispatch;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.session.SessionIds;
import org.wildfly.sip.container.session.SessionManager;
import org.wildfly.sip.container.session.SipApplicationSessionImpl;
import org.wildfly.sip.ha.replication.ReplicaCommit;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreListener;
import org.wildfly.sip.ha.transport.InboundHandler;
import org.wildfly.sip.ha.work.SessionQueue;

/**
 * Brings each message to the queue of its session before the stack sees it. A session that another node has worked on is taken over first; until it
 * is here, the messages of its Call-ID wait in their queue, and no thread does.
 */
public final class SessionGate implements InboundHandler, StoreListener {
    private final SessionManager sessions;

    /** @param sessions of this node */
    public SessionGate(SessionManager sessions) {
        this.sessions = sessions;
    }

    @Override
    public void handle(SIPMessage message, SessionQueue queue, Runnable proceed) {
        String id = SessionIds.applicationSession(message instanceof SIPRequest ? message.getToTag() : message.getFromTag());
        SipApplicationSessionImpl session = id == null ? null : this.sessions.find(id);
        String callId = message.getCallId().getCallId();
        if (session != null) {
            proceedOn(session, callId, queue, proceed);
        } else if (id == null || !this.sessions.context().replication().store().isShared()) {
            proceed.run();
        } else {
            queue.suspend();
            this.sessions.bring(id, () -> queue)
                    .whenComplete((brought, failure) -> queue.resume(() -> arrived(id, brought, failure, callId, queue, proceed)));
        }
    }

    private static void arrived(String id, SipApplicationSessionImpl session, Throwable failure, String callId, SessionQueue queue,
            Runnable proceed) {
        if (session != null) {
            proceedOn(session, callId, queue, proceed);
        } else if (failure == null) {
            proceed.run();
        } else {
            // Nobody knows whether the session lives: no answer is better than a wrong one, the peer will send again
            ContainerLogger.LOGGER.takeoverFailed(id, failure);
        }
    }

    private static void proceedOn(SipApplicationSessionImpl session, String callId, SessionQueue queue, Runnable proceed) {
        if (session.queue().isCurrent()) {
            session.settle();
            proceed.run();
        } else if (!session.hasCallId(callId)) {
            // a tag that was guessed or mixed up must not bring two calls together
            proceed.run();
        } else if (queue.getCommit() instanceof ReplicaCommit) {
            // another session lives on this queue, which must not lose its commit
            session.queue().post(proceed);
        } else {
            queue.mergeInto(session.queue(), proceed);
        }
    }

    @Override
    public void changedElsewhere(String key, EntryHeader stored) {
        SipApplicationSessionImpl session = this.sessions.find(key);
        if (session != null && stored != null) {
            session.queue().post(() -> session.noticed(stored));
        }
    }
}
