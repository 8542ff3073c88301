/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * Counts requests and responses; sees to it that no request goes without a proper response.
 */
final class RequestCount implements HttpHandler {
    private final HttpHandler next;
    private final HttpStatistics statistics;
    private final ErrorResponse errors;

    RequestCount(HttpHandler next, ErrorResponse errors, HttpStatistics statistics) {
        this.next = next;
        this.statistics = statistics;
        this.errors = errors;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        this.statistics.count(HttpCounter.REQUESTS);
        this.statistics.begun();
        exchange.addExchangeCompleteListener((ended, following) -> {
            RequestState.of(ended).stopTimer();
            this.statistics.ended();
            this.statistics.count(HttpCounter.ofStatus(ended.getStatusCode()));
            following.proceed();
        });
        exchange.addDefaultResponseListener(this.errors);
        this.next.handleRequest(exchange);
    }
}
