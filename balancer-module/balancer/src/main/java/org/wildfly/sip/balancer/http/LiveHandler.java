/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * Passes requests on to a handler that may change while requests are served. For all threads.
 */
final class LiveHandler implements HttpHandler {
    private volatile HttpHandler next;

    LiveHandler(HttpHandler next) {
        this.next = next;
    }

    void change(HttpHandler other) {
        this.next = other;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        this.next.handleRequest(exchange);
    }
}
