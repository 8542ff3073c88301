/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.wildfly.sip.ha.replication.Takeover;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.work.SessionQueue;

/** Makes application sessions, and makes them anew from what another node has stored. */
public final class SessionManager {
    private final SessionContext context;
    private final Takeover takeover;
    private final Function<String, ApplicationContext> applications;
    private final ConcurrentHashMap<String, CompletableFuture<SipApplicationSessionImpl>> arrivals = new ConcurrentHashMap<>();

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
        session.begin();
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
            session.queue().post(session::begin);
            session.changed();
        }
        return winner;
    }

    /** The session of an id, if this node works on it; null otherwise. */
    public SipApplicationSessionImpl find(String id) {
        return this.context.registry().find(id);
    }

    /**
     * Brings a session that another node works on, or worked on, to this one. Whoever asks for the same session at the same time gets the same one.
     *
     * @param queue the queue on which the session's life goes on, called for when it is needed
     * @return completes on a thread that must not be kept, when the session is registered here; with null if there is no such session. Fails if the
     *         store does, or if the session's application does not run here
     */
    public CompletionStage<SipApplicationSessionImpl> bring(String id, Supplier<SessionQueue> queue) {
        return this.bring(id, queue, () -> this.context.replication().store().get(id).thenCompose(this::claim));
    }

    /** Brings a session of which the entry was read before, if nobody has changed its owner since. */
    public CompletionStage<SipApplicationSessionImpl> bring(StoreEntry entry) {
        return this.bring(entry.key(), this.context.queues()::create, () -> {
            this.requireRunning(entry);
            return this.takeover.claim(entry);
        });
    }

    private CompletionStage<SipApplicationSessionImpl> bring(String id, Supplier<SessionQueue> queue,
            Supplier<CompletionStage<Optional<StoreEntry>>> claim) {
        CompletableFuture<SipApplicationSessionImpl> brought = new CompletableFuture<>();
        CompletableFuture<SipApplicationSessionImpl> other = this.arrivals.putIfAbsent(id, brought);
        if (other != null) {
            return other;
        }
        SipApplicationSessionImpl local = this.find(id);
        if (local != null) {
            // it has arrived since the caller looked: to claim it again would take it away from ourselves
            this.arrived(id, brought, local, null);
            return brought;
        }
        CompletableFuture.completedStage(claim).thenCompose(Supplier::get)
                .thenApply(entry -> entry.map(found -> this.restore(found, queue.get())).orElse(null))
                .whenComplete((session, failure) -> this.arrived(id, brought, session, failure));
        return brought;
    }

    private void arrived(String id, CompletableFuture<SipApplicationSessionImpl> brought, SipApplicationSessionImpl session,
            Throwable failure) {
        this.arrivals.remove(id, brought);
        if (failure == null) {
            brought.complete(session);
        } else {
            brought.completeExceptionally(failure);
        }
    }

    private CompletionStage<Optional<StoreEntry>> claim(Optional<StoreEntry> found) {
        if (found.isEmpty()) {
            return CompletableFuture.completedStage(found);
        }
        this.requireRunning(found.get());
        return this.takeover.claim(found.get())
                .thenCompose(claimed -> claimed.isPresent()
                        ? CompletableFuture.completedStage(claimed)
                        : this.takeover.claim(found.get().key()));
    }

    /** A session must not be taken from where its application runs to where it does not. */
    private void requireRunning(StoreEntry entry) {
        String name = SessionCodec.application(entry.value());
        if (this.applications.apply(name) == null) {
            throw new ApplicationMissingException(entry.key(), name);
        }
    }

    /** Another node has a session of an application that does not run here (yet, or any more). */
    public static final class ApplicationMissingException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        ApplicationMissingException(String id, String application) {
            super("session " + id + " belongs to application " + application + ", which does not run here");
        }
    }

    /**
     * Brings a session by the calling thread, which is an application's own and may wait.
     *
     * @return the session; null if there is none
     * @throws IllegalStateException if the store does not answer in time
     */
    public SipApplicationSessionImpl fetch(String id, Duration timeout) {
        SipApplicationSessionImpl local = this.find(id);
        if (local != null || !this.context.replication().store().isShared()) {
            return local;
        }
        try {
            return this.bring(id, this.context.queues()::create).toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while session " + id + " was taken over", interrupted);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("session " + id + " cannot be taken over: the store does not answer", failure);
        }
    }

    private SipApplicationSessionImpl restore(StoreEntry entry, SessionQueue queue) {
        SipApplicationSessionImpl session = this.decode(entry, queue);
        if (session == null) {
            throw new ApplicationMissingException(entry.key(), SessionCodec.application(entry.value()));
        }
        session.comesFrom(entry.header());
        this.context.registry().add(session);
        queue.post(session::settle);
        return session;
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
            return null;
        }
        SipApplicationSessionImpl session = new SipApplicationSessionImpl(this.context, application, queue, entry.key(),
                SessionCodec.key(entry.value()));
        SessionCodec.decode(session, entry.value());
        return session;
    }
}
