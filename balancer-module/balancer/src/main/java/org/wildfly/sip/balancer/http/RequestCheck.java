/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.util.regex.Pattern;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;

/**
 * Refuses requests that a node might read differently from the balancer (request smuggling, RFC 9112 section 11.2): what has control
 * characters, a transfer coding other than chunked, or a strange target or host. Refuses CONNECT and TRACE, too.
 */
final class RequestCheck implements HttpHandler {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^/]", Pattern.CASE_INSENSITIVE);

    private final HttpHandler next;
    private final HttpStatistics statistics;

    RequestCheck(HttpHandler next, HttpStatistics statistics) {
        this.next = next;
        this.statistics = statistics;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.getRequestMethod().equals(Methods.CONNECT) || exchange.getRequestMethod().equals(Methods.TRACE)) {
            refuse(exchange, StatusCodes.METHOD_NOT_ALLOWED);
        } else if (isClean(exchange)) {
            this.next.handleRequest(exchange);
        } else {
            refuse(exchange, StatusCodes.BAD_REQUEST);
        }
    }

    private void refuse(HttpServerExchange exchange, int status) {
        this.statistics.count(HttpCounter.MALFORMED);
        exchange.setStatusCode(status);
        exchange.setPersistent(false);
        exchange.endExchange();
    }

    private static boolean isClean(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getRequestHeaders();
        HeaderValues hosts = headers.get(Headers.HOST);
        String coding = headers.getFirst(Headers.TRANSFER_ENCODING);
        boolean clean = (hosts == null ? !exchange.isHttp11() : hosts.size() == 1 && isHost(hosts.getFirst()))
                && (coding == null || coding.equalsIgnoreCase("chunked"))
                && isToken(exchange.getRequestMethod().toString()) && isTarget(exchange) && isVisible(exchange.getRequestURI())
                && isVisible(exchange.getQueryString());
        for (long cookie = headers.fastIterateNonEmpty(); clean && cookie != -1; cookie = headers.fiNextNonEmpty(cookie)) {
            HeaderValues values = headers.fiCurrent(cookie);
            clean = isToken(values.getHeaderName().toString()) && values.stream().allMatch(RequestCheck::isText);
        }
        return clean;
    }

    private static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    }

    /** A path, or an address of HTTP; or the asterisk, which is for OPTIONS only (RFC 9112 section 3.2). */
    private static boolean isTarget(HttpServerExchange exchange) {
        String uri = exchange.getRequestURI();
        return uri.startsWith("/") || exchange.isHostIncludedInRequestURI() && ADDRESS.matcher(uri).lookingAt()
                || uri.equals("*") && exchange.getRequestMethod().equals(Methods.OPTIONS);
    }

    private static boolean isVisible(String text) {
        return text.chars().allMatch(c -> c > ' ' && c != 0x7f);
    }

    private static boolean isText(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c != 0x7f || c == '\t');
    }

    /** True for {@code host}, {@code host:port}, {@code [address]} and {@code [address]:port}, and for nothing. */
    private static boolean isHost(String text) {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':') < 0 ? text.length() : text.indexOf(':');
        if (text.startsWith("[") && end == 0) {
            return false;
        }
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f && "/\\@?#\"<>{}|^`,;".indexOf(c) < 0)
                && (end == text.length() || text.charAt(end) == ':' && text.substring(end + 1).chars().allMatch(c -> c >= '0' && c <= '9'));
    }
}
