/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.application;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.wildfly.sip.container.SessionView;
import org.wildfly.sip.container.session.SessionManager;
import org.wildfly.sip.container.session.SipApplicationSessionImpl;

/** Shows sessions of an application to the management model: those of this node, and those that lie in the store, without taking them over. */
final class SessionViews {
    private final ApplicationImpl application;
    private final SessionManager sessions;

    SessionViews(ApplicationImpl application, SessionManager sessions) {
        this.application = application;
        this.sessions = sessions;
    }

    CompletionStage<Optional<SessionView>> read(String id) {
        SipApplicationSessionImpl session = this.sessions.find(id);
        if (session != null) {
            CompletableFuture<Optional<SessionView>> result = new CompletableFuture<>();
            session.queue().post(() -> result
                    .complete(this.own(session).map(found -> found.view(this.sessions.context().replication().store().localNode()))));
            return result;
        }
        return this.sessions.context().replication().store().get(id)
                .thenApply(entry -> entry.map(found -> this.sessions.peek(found, this.application))
                        .flatMap(this::own).map(found -> found.view(entry.get().header().owner())));
    }

    private Optional<SipApplicationSessionImpl> own(SipApplicationSessionImpl session) {
        return session != null && session.application() == this.application ? Optional.of(session) : Optional.empty();
    }

    /** The ids of those that this node works on. */
    List<String> ids() {
        return this.sessions.context().registry().all().stream().filter(session -> session.application() == this.application)
                .map(SipApplicationSessionImpl::getId).toList();
    }
}
