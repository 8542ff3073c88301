/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import io.undertow.server.HttpServerExchange;

/**
 * What a request asks for, as it was sent, without scheme and host.
 */
final class RequestTarget {
    private RequestTarget() {
    }

    /** Path and query. */
    static String of(HttpServerExchange exchange) {
        String uri = exchange.getRequestURI();
        if (exchange.isHostIncludedInRequestURI()) {
            int path = uri.indexOf('/', uri.indexOf("//") + 2);
            uri = path < 0 ? "/" : uri.substring(path);
        }
        return exchange.getQueryString().isEmpty() ? uri : uri + '?' + exchange.getQueryString();
    }
}
