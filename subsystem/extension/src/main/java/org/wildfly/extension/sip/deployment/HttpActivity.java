/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import io.undertow.predicate.Predicate;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionListener;
import io.undertow.server.session.SessionManager;
import io.undertow.servlet.api.Deployment;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import org.wildfly.sip.container.Drain;

/**
 * The HTTP side of an application's drain: counts running requests and sessions, and refuses what is new while the application drains. What
 * presents the id of a session is served, as a SIP request of a dialog is.
 */
class HttpActivity implements HandlerWrapper, SessionListener {
    private static final String RETRY_AFTER = "5";

    private final AtomicInteger requests = new AtomicInteger();
    private volatile Drain applicationDrain;
    private volatile Drain serverDrain;
    private volatile Deployment deployment;
    private volatile Runnable idle;

    /** Refuses requests from now on by where these drains stand; null for always running. */
    void follow(Drain application, Drain server) {
        this.applicationDrain = application;
        this.serverDrain = server;
    }

    /** The web application has started. */
    void attach(Deployment started) {
        started.getSessionManager().registerSessionListener(this);
        this.deployment = started;
    }

    /** The web application is about to stop. */
    void detach() {
        Deployment stopping = this.deployment;
        this.deployment = null;
        this.idle = null;
        if (stopping != null) {
            stopping.getSessionManager().removeSessionListener(this);
        }
    }

    /** @param action run whenever nothing may be left; null for nothing */
    void onIdle(Runnable action) {
        this.idle = action;
    }

    /** Running requests and live sessions. */
    int count() {
        Deployment current = this.deployment;
        SessionManager sessions = (current != null) ? current.getSessionManager() : null;
        long live = (sessions != null && sessions.getStatistics() != null) ? sessions.getStatistics().getActiveSessionCount() : 0;
        return this.requests.get() + (int) live;
    }

    /** What the server admits though it is about to suspend. */
    Predicate admittedWhenSuspended() {
        return exchange -> state(this.serverDrain) == Drain.State.DRAINING && this.isOfSession(exchange);
    }

    @Override
    public HttpHandler wrap(HttpHandler next) {
        return exchange -> {
            if (this.isAdmitted(exchange)) {
                this.requests.incrementAndGet();
                exchange.addExchangeCompleteListener((completed, listener) -> {
                    this.requests.decrementAndGet();
                    try {
                        listener.proceed();
                    } finally {
                        this.ended();
                    }
                });
                next.handleRequest(exchange);
            } else {
                exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
                exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER);
                exchange.endExchange();
            }
        };
    }

    @Override
    public void sessionDestroyed(Session session, HttpServerExchange exchange, SessionDestroyedReason reason) {
        this.ended();
    }

    private boolean isAdmitted(HttpServerExchange exchange) {
        Drain.State application = state(this.applicationDrain);
        if (application == Drain.State.STOPPED) {
            return false;
        }
        boolean draining = application == Drain.State.DRAINING || state(this.serverDrain) != Drain.State.RUNNING;
        return !draining || this.isOfSession(exchange);
    }

    // whether that session is alive is not asked: the answer could come from another node only, and this thread must not wait
    private boolean isOfSession(HttpServerExchange exchange) {
        Deployment current = this.deployment;
        if (current == null) {
            return false;
        }
        String cookie = current.getServletContext().getSessionCookieConfig().getName();
        return exchange.getRequestCookie(cookie) != null
                || exchange.getPathParameters().containsKey(cookie.toLowerCase(Locale.ROOT));
    }

    private void ended() {
        Runnable action = this.idle;
        if (action != null && this.count() == 0) {
            action.run();
        }
    }

    private static Drain.State state(Drain drain) {
        return (drain != null) ? drain.state() : Drain.State.RUNNING;
    }
}
