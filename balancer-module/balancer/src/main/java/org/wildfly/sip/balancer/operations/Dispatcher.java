/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import java.io.IOException;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

/**
 * Gives each request to the endpoint of its path.
 */
final class Dispatcher implements HttpHandler {
    private final Map<String, Endpoint> endpoints;

    /**
     * @param endpoints by path; one also gets what is below its path
     */
    Dispatcher(Map<String, Endpoint> endpoints) {
        this.endpoints = Map.copyOf(endpoints);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod().equals("POST") ? "POST" : "GET";
        Reply reply;
        try {
            Endpoint endpoint = endpoint(path);
            reply = endpoint == null ? null : endpoint.handle(new Request(method, path, exchange.getRequestURI().getRawQuery()));
        } catch (RuntimeException | LinkageError e) {
            OperationsLogger.LOGGER.failed(method, exchange.getRequestURI().getRawPath(), e);
            reply = Reply.text(500, "This failed; the log tells more\n");
        }
        Exchanges.send(exchange, reply == null ? Reply.text(404, "There is nothing at " + method + " of this path\n") : reply);
    }

    private Endpoint endpoint(String path) {
        Endpoint exact = this.endpoints.get(path);
        int second = path.indexOf('/', 1);
        return exact != null || second < 0 ? exact : this.endpoints.get(path.substring(0, second));
    }
}
