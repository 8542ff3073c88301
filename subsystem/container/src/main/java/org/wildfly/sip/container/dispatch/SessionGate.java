/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.dispatch;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.session.SessionIds;
import org.wildfly.sip.container.session.SessionManager;
import org.wildfly.sip.container.session.SipApplicationSessionImpl;
import org.wildfly.sip.ha.replication.ReplicaCommit;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.store.StoreListener;
import org.wildfly.sip.ha.transport.InboundHandler;
import org.wildfly.sip.ha.work.SessionQueue;

/**
 * Brings each message to the queue of its session before the stack sees it. A session that another node has worked on is taken over first; until it
 * is here, the messages of its Call-ID wait in their queue, and no thread does.
 */
public final class SessionGate implements InboundHandler, StoreListener {
    private final SessionManager sessions;
    private final ConcurrentHashMap<String, CompletableFuture<Optional<StoreEntry>>> claims = new ConcurrentHashMap<>();

    /** @param sessions of this node */
    public SessionGate(SessionManager sessions) {
        this.sessions = sessions;
    }

    @Override
    public void handle(SIPMessage message, SessionQueue queue, Runnable proceed) {
        String id = SessionIds.applicationSession(message instanceof SIPRequest ? message.getToTag() : message.getFromTag());
        SipApplicationSessionImpl session = id == null ? null : this.sessions.find(id);
        if (session != null) {
            proceedOn(session, queue, proceed);
        } else if (id == null || !this.sessions.context().replication().store().isShared()) {
            proceed.run();
        } else {
            queue.suspend();
            this.claims.computeIfAbsent(id, key -> this.sessions.claim(key).toCompletableFuture())
                    .whenComplete((entry, failure) -> queue.resume(() -> this.arrived(id, entry, failure, queue, proceed)));
        }
    }

    private void arrived(String id, Optional<StoreEntry> entry, Throwable failure, SessionQueue queue, Runnable proceed) {
        SipApplicationSessionImpl session = this.sessions.find(id);
        try {
            if (session == null && entry != null && entry.isPresent()) {
                session = this.sessions.restore(entry.get(), queue);
            }
        } finally {
            this.claims.remove(id);
        }
        if (session != null) {
            proceedOn(session, queue, proceed);
        } else if (failure == null) {
            proceed.run();
        } else {
            // Nobody knows whether the session lives: no answer is better than a wrong one, the peer will send again
            ContainerLogger.LOGGER.takeoverFailed(id, failure);
        }
    }

    private static void proceedOn(SipApplicationSessionImpl session, SessionQueue queue, Runnable proceed) {
        if (session.queue().isCurrent()) {
            proceed.run();
        } else {
            queue.mergeInto(session.queue(), proceed);
        }
    }

    @Override
    public void changedElsewhere(String key, EntryHeader stored) {
        SipApplicationSessionImpl session = this.sessions.find(key);
        if (session != null && stored != null && session.application().isDistributable()) {
            session.queue().post(() -> ReplicaCommit.of(session.queue(), this.sessions.context().replication()).noticed(session, stored));
        }
    }
}
