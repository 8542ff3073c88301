/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.net.URI;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/**
 * Answers requests for which there is no node: by a redirect to where the operator wants them, else 503.
 */
final class NoNode implements HttpHandler {
    private final URI instead;
    private final HttpStatistics statistics;

    /**
     * @param instead where to redirect: to the same path there if it has none, else as it is; null for 503
     */
    NoNode(URI instead, HttpStatistics statistics) {
        this.instead = instead;
        this.statistics = statistics;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        this.statistics.count(HttpCounter.NO_NODE);
        if (this.instead == null) {
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
        } else {
            this.statistics.count(HttpCounter.REDIRECTS);
            boolean hasPath = this.instead.getRawPath() != null && !this.instead.getRawPath().isEmpty();
            exchange.setStatusCode(StatusCodes.FOUND);
            exchange.getResponseHeaders().put(Headers.LOCATION,
                    hasPath ? this.instead.toString() : this.instead + RequestTarget.of(exchange));
        }
        exchange.endExchange();
    }
}
