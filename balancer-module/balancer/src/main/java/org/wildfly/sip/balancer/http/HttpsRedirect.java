/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.util.List;
import java.util.function.IntSupplier;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.NetworkUtils;
import org.wildfly.sip.balancer.network.Network;

/**
 * Sends clients of the plain port to the TLS port, unless a trusted proxy in front has spoken TLS with them.
 */
final class HttpsRedirect implements HttpHandler {
    private static final int DEFAULT_PORT = 443;

    private final HttpHandler next;
    private final int status;
    private final IntSupplier port;
    private final List<Network> trusted;
    private final HttpStatistics statistics;

    /**
     * @param status  of the redirect
     * @param port    the TLS port
     * @param trusted the proxies that are believed
     */
    HttpsRedirect(HttpHandler next, int status, IntSupplier port, List<Network> trusted, HttpStatistics statistics) {
        this.next = next;
        this.status = status;
        this.port = port;
        this.trusted = trusted;
        this.statistics = statistics;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        boolean secure = "https".equalsIgnoreCase(exchange.getRequestHeaders().getFirst(Headers.X_FORWARDED_PROTO))
                && this.trusted.stream().anyMatch(range -> range.contains(exchange.getSourceAddress().getAddress()));
        if (secure) {
            this.next.handleRequest(exchange);
            return;
        }
        this.statistics.count(HttpCounter.REDIRECTS);
        String host = NetworkUtils.formatPossibleIpv6Address(exchange.getHostName());
        int to = this.port.getAsInt();
        exchange.setStatusCode(this.status);
        exchange.getResponseHeaders().put(Headers.LOCATION,
                "https://" + host + (to == DEFAULT_PORT ? "" : ":" + to) + RequestTarget.of(exchange));
        exchange.endExchange();
    }
}
