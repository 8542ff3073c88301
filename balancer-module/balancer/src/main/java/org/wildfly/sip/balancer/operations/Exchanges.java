/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import java.io.IOException;

import com.sun.net.httpserver.HttpExchange;

/**
 * Sends replies.
 */
final class Exchanges {
    private static final int NO_BODY = -1;

    private Exchanges() {
    }

    static void send(HttpExchange exchange, Reply reply) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(reply.status(), NO_BODY);
            } else {
                exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? NO_BODY : reply.body().length);
                exchange.getResponseBody().write(reply.body());
                // Closing reads what is left of the request first, and Java 24 and later keep the reply until then.
                exchange.getResponseBody().flush();
            }
        }
    }
}
