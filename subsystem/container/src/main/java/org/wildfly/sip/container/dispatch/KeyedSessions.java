/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.dispatch;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.application.ApplicationImpl;
import org.wildfly.sip.container.session.SessionIds;
import org.wildfly.sip.container.session.SessionManager;
import org.wildfly.sip.container.session.SipApplicationSessionImpl;
import org.wildfly.sip.ha.replication.ReplicationContext;
import org.wildfly.sip.ha.work.SessionQueue;

/**
 * Finds or makes the session of an application key for an initial request (JSR 289 section 15.11.2). All nodes must agree on it: it is brought here
 * if another node has it, and a new one is stored before the request joins it.
 */
final class KeyedSessions {
    private static final int TRIES = 5;

    private final SessionManager sessions;

    KeyedSessions(SessionManager sessions) {
        this.sessions = sessions;
    }

    /**
     * Goes on with a request on the queue of its session. To be called by the last statement of an item of the queue of the request's Call-ID.
     *
     * @param join gets the session, on its queue
     * @param refuse is run on a queue if the session cannot be had
     */
    void enter(ApplicationImpl application, String key, Consumer<SipApplicationSessionImpl> join, Runnable refuse) {
        new Entry(application, key, join, refuse).find(TRIES);
    }

    private final class Entry {
        private final ApplicationImpl application;
        private final String key;
        private final String id;
        private final Consumer<SipApplicationSessionImpl> join;
        private final Runnable refuse;
        private SessionQueue queue;

        Entry(ApplicationImpl application, String key, Consumer<SipApplicationSessionImpl> join, Runnable refuse) {
            this.application = application;
            this.key = key;
            this.id = SessionIds.ofKey(application.name(), key);
            this.join = join;
            this.refuse = refuse;
        }

        void find(int tries) {
            this.queue = SessionQueue.current();
            SipApplicationSessionImpl local = KeyedSessions.this.sessions.find(this.id);
            ReplicationContext replication = KeyedSessions.this.sessions.context().replication();
            if (local != null) {
                this.enter(local, tries);
            } else if (!this.application.isDistributable() || !replication.store().isShared()) {
                this.enter(KeyedSessions.this.sessions.create(this.application, this.key), tries);
            } else {
                this.queue.suspend();
                KeyedSessions.this.sessions.bring(this.id, KeyedSessions.this.sessions.context().queues()::create)
                        .whenComplete((session, failure) -> this.queue.resume(() -> this.found(session, failure, tries)));
            }
        }

        private void found(SipApplicationSessionImpl session, Throwable failure, int tries) {
            if (session != null) {
                this.enter(session, tries);
            } else if (failure != null || tries == 0) {
                ContainerLogger.LOGGER.takeoverFailed(this.id, failure);
                this.refuse.run();
            } else {
                this.create(tries);
            }
        }

        /** Makes the session and waits until it is stored, or long enough: two nodes may be about to make it. */
        private void create(int tries) {
            SipApplicationSessionImpl made = KeyedSessions.this.sessions.create(this.application, this.key);
            ReplicationContext replication = KeyedSessions.this.sessions.context().replication();
            AtomicBoolean waiting = new AtomicBoolean(true);
            Runnable goOn = () -> {
                if (waiting.getAndSet(false)) {
                    this.queue.resume(() -> this.made(made, tries));
                }
            };
            this.queue.suspend();
            Runnable alarm = replication.alarm().after(replication.commitTimeout(), goOn);
            made.queue().stored().whenComplete((stored, failure) -> {
                alarm.run();
                goOn.run();
            });
        }

        private void made(SipApplicationSessionImpl session, int tries) {
            if (session.isValid()) {
                this.enter(session, tries);
            } else {
                this.find(tries - 1);
            }
        }

        private void enter(SipApplicationSessionImpl session, int tries) {
            if (session.queue().isCurrent()) {
                session.settle();
                this.join(session, tries);
            } else {
                this.queue.mergeInto(session.queue(), () -> this.join(session, tries));
            }
        }

        /** The session may have gone since: ended, or to another node. */
        private void join(SipApplicationSessionImpl session, int tries) {
            if (session.isValid()) {
                this.join.accept(session);
            } else if (tries > 0) {
                this.find(tries - 1);
            } else {
                this.refuse.run();
            }
        }
    }
}
