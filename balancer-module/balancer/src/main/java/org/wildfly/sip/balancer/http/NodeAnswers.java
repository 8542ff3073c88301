/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.util.List;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import org.wildfly.sip.balancer.node.Node;

/**
 * Looks at the answers of nodes: counts them, and notes the sessions that begin on nodes that have left others behind.
 */
final class NodeAnswers implements HttpHandler {
    private final HttpHandler next;
    private final RouteSwitches switches;

    NodeAnswers(HttpHandler next, RouteSwitches switches) {
        this.next = next;
        this.switches = switches;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addResponseCommitListener(this::answered);
        this.next.handleRequest(exchange);
    }

    private void answered(HttpServerExchange exchange) {
        RequestState state = RequestState.of(exchange);
        if (!state.isAnsweredByNode()) {
            return;
        }
        Node node = state.node();
        node.traffic().http().response(exchange.getStatusCode());
        if (this.switches.isLeft(node)) {
            List<String> ids = SessionIds.find(exchange.getResponseHeaders().eachValue(Headers.SET_COOKIE), "", "");
            ids.forEach(id -> this.switches.begun(SessionIds.session(id)));
        }
    }
}
