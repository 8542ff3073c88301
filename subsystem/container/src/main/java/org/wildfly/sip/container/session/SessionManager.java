/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.ha.replication.Takeover;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.work.SessionQueue;

/** Makes application sessions, and makes them anew from what another node has stored. */
public final class SessionManager {
    private final SessionContext context;
    private final Takeover takeover;
    private final Function<String, ApplicationContext> applications;

    /** @param applications finds a running application by its name; null if there is none */
    public SessionManager(SessionContext context, Function<String, ApplicationContext> applications) {
        this.context = context;
        this.takeover = new Takeover(context.replication());
        this.applications = applications;
    }

    /** What sessions share. */
    public SessionContext context() {
        return this.context;
    }

    /** Makes a session for an initial request. To be called on the queue of the request's Call-ID, which becomes the session's. */
    public SipApplicationSessionImpl create(ApplicationContext application, SessionQueue queue) {
        SipApplicationSessionImpl session = new SipApplicationSessionImpl(this.context, application, queue, this.context.ids().next(),
                null);
        this.context.registry().add(session);
        session.begin(null);
        return session;
    }

    /** Makes a session for an application that acts by itself, with a queue of its own. From any thread. */
    public SipApplicationSessionImpl create(ApplicationContext application) {
        return this.begin(
                new SipApplicationSessionImpl(this.context, application, this.context.queues().create(), this.context.ids().next(), null));
    }

    /** Makes a session with an application key, or finds the one that this node has. From any thread. */
    public SipApplicationSessionImpl create(ApplicationContext application, String key) {
        SipApplicationSessionImpl session = new SipApplicationSessionImpl(this.context, application, this.context.queues().create(),
                SessionIds.ofKey(application.name(), key), key);
        return this.begin(session);
    }

    private SipApplicationSessionImpl begin(SipApplicationSessionImpl session) {
        SipApplicationSessionImpl winner = this.context.registry().add(session);
        if (winner == session) {
            session.queue().post(() -> session.begin(null));
            session.changed();
        }
        return winner;
    }

    /** The session of an id, if this node works on it; null otherwise. */
    public SipApplicationSessionImpl find(String id) {
        return this.context.registry().find(id);
    }

    /**
     * Claims a session that another node works on, or worked on, for this one.
     *
     * @return what was stored; empty if there is no such session. Fails if the store does
     */
    public CompletionStage<Optional<StoreEntry>> claim(String id) {
        return this.takeover.claim(id);
    }

    /** Claims what was read before, if nobody has changed it since. */
    public CompletionStage<Optional<StoreEntry>> claim(StoreEntry entry) {
        return this.takeover.claim(entry);
    }

    /**
     * Makes a claimed session anew on a queue and lets it go on. To be called on that queue.
     *
     * @return the session; null if its application is not deployed here
     */
    public SipApplicationSessionImpl restore(StoreEntry entry, SessionQueue queue) {
        SipApplicationSessionImpl session = this.decode(entry, queue);
        if (session == null) {
            return null;
        }
        SipApplicationSessionImpl winner = this.context.registry().add(session);
        if (winner == session) {
            session.begin(entry.header());
            session.resume();
        }
        return winner;
    }

    /**
     * Claims and restores a session by the calling thread, which is an application's own and may wait.
     *
     * @return the session; null if there is none
     * @throws IllegalStateException if the store does not answer in time
     */
    public SipApplicationSessionImpl fetch(String id, Duration timeout) {
        SipApplicationSessionImpl local = this.find(id);
        if (local != null || !this.context.replication().store().isShared()) {
            return local;
        }
        CompletableFuture<SipApplicationSessionImpl> restored = new CompletableFuture<>();
        this.claim(id).whenComplete((entry, failure) -> {
            if (failure != null) {
                restored.completeExceptionally(failure);
            } else if (entry.isEmpty()) {
                restored.complete(null);
            } else {
                restored.complete(this.restoreAside(entry.get()));
            }
        });
        try {
            return restored.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while session " + id + " was taken over", interrupted);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("session " + id + " cannot be taken over: the store does not answer", failure);
        }
    }

    /** Restores a claimed session with a queue of its own, on which it begins its life here. From any thread. */
    public SipApplicationSessionImpl restoreAside(StoreEntry entry) {
        SipApplicationSessionImpl session = this.decode(entry, this.context.queues().create());
        if (session == null) {
            return null;
        }
        SipApplicationSessionImpl winner = this.context.registry().add(session);
        if (winner == session) {
            session.queue().post(() -> {
                session.begin(entry.header());
                session.resume();
            });
        }
        return winner;
    }

    /** Looks at a stored session without taking it over: what is returned must only be read. @return null if it is not of that application */
    public SipApplicationSessionImpl peek(StoreEntry entry, ApplicationContext application) {
        SipApplicationSessionImpl session = this.decode(entry, this.context.queues().create());
        return session != null && session.application() == application ? session : null;
    }

    private SipApplicationSessionImpl decode(StoreEntry entry, SessionQueue queue) {
        String name = SessionCodec.application(entry.value());
        ApplicationContext application = this.applications.apply(name);
        if (application == null) {
            ContainerLogger.LOGGER.applicationOfSessionMissing(entry.key(), name);
            return null;
        }
        SipApplicationSessionImpl session = new SipApplicationSessionImpl(this.context, application, queue, entry.key(),
                SessionCodec.key(entry.value()));
        SessionCodec.decode(session, entry.value());
        return session;
    }
}
