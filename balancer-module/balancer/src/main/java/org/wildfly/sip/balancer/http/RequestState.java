/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.undertow.client.ClientConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import org.wildfly.sip.balancer.node.Node;
import org.xnio.XnioExecutor;

/**
 * What has become of a request so far. Confined to the request's I/O thread.
 */
final class RequestState {
    private static final AttachmentKey<RequestState> KEY = AttachmentKey.create(RequestState.class);

    private final Set<String> excluded = new HashSet<>(2);
    private List<String> sessionIds;
    private Node node;
    private ClientConnection connection;
    private boolean reused;
    private boolean sent;
    private boolean brokenBefore;
    private boolean timedOut;
    private boolean tooLarge;
    private boolean progress;
    private boolean answeredHere;
    private XnioExecutor.Key timer;

    /** The state of a request. */
    static RequestState of(HttpServerExchange exchange) {
        RequestState state = exchange.getAttachment(KEY);
        if (state == null) {
            state = new RequestState();
            exchange.putAttachment(KEY, state);
        }
        return state;
    }

    /** The session ids of a request. */
    List<String> sessionIds(HttpServerExchange exchange) {
        if (this.sessionIds == null) {
            Iterable<String> cookies = exchange.getRequestHeaders().eachValue(Headers.COOKIE);
            this.sessionIds = SessionIds.find(cookies, exchange.getRequestURI(), exchange.getQueryString());
        }
        return this.sessionIds;
    }

    /** The node of the last attempt, or null if there has been none. */
    Node node() {
        return this.node;
    }

    /** True if a node is not to be tried again. */
    boolean isExcluded(Node node) {
        return this.excluded.contains(node.name());
    }

    /** A node is about to be tried. */
    void trying(Node node) {
        this.node = node;
        this.sent = false;
    }

    /** The node has not taken the request. */
    void notTaken() {
        this.excluded.add(this.node.name());
    }

    /** The request goes to the node on a connection that has had one before, or not. */
    void sending(ClientConnection connection, boolean reused) {
        this.connection = connection;
        this.sent = true;
        this.reused = reused;
    }

    /** True if the last attempt came as far as sending. */
    boolean isSent() {
        return this.sent;
    }

    /**
     * True if the node broke off, but may just have closed a connection that it had kept for long enough: then it is not the node's
     * fault, and it gets the request again, on a fresh connection.
     */
    boolean isStale() {
        return this.sent && this.reused;
    }

    /** A node broke off before it answered. True if an idempotent request may be tried once more. */
    boolean mayRepeat() {
        if (this.timedOut || this.tooLarge || this.brokenBefore && !isStale()) {
            return false;
        }
        if (!isStale()) {
            this.brokenBefore = true;
            this.node.traffic().http().failure();
            this.excluded.add(this.node.name());
        }
        return true;
    }

    /** The node's answer is not wanted any more. */
    void giveUp() {
        if (this.connection != null && this.connection.isOpen()) {
            Abort.abort(this.connection);
        }
    }

    /** The response is the balancer's own. */
    void answeredHere() {
        this.answeredHere = true;
    }

    /** True if the response is that of the node. */
    boolean isAnsweredByNode() {
        return this.sent && !this.answeredHere;
    }

    void timedOut() {
        this.timedOut = true;
    }

    boolean isTimedOut() {
        return this.timedOut;
    }

    void tooLarge() {
        this.tooLarge = true;
    }

    boolean isTooLarge() {
        return this.tooLarge;
    }

    /** A part of the request's body has come. */
    void progress() {
        this.progress = true;
    }

    /** True if a part of the request's body has come since this was asked before. */
    boolean hasProgressed() {
        boolean progressed = this.progress;
        this.progress = false;
        return progressed;
    }

    /** Sets the timer that ends the wait for the response; it takes the place of the one before. */
    void timer(XnioExecutor.Key key) {
        stopTimer();
        this.timer = key;
    }

    void stopTimer() {
        if (this.timer != null) {
            this.timer.remove();
            this.timer = null;
        }
    }
}
