/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.util.function.IntSupplier;

import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;

/**
 * Gives a request that the balancer answers itself its right status and a short text: the proxy has 503 and 500 for whatever went wrong.
 */
final class ErrorResponse implements DefaultResponseListener {
    private final IntSupplier retryAfter;
    private final HttpStatistics statistics;
    private final FailureLog failures = new FailureLog();

    /**
     * @param retryAfter gives what a client is told to wait when there is no node, in seconds
     */
    ErrorResponse(IntSupplier retryAfter, HttpStatistics statistics) {
        this.retryAfter = retryAfter;
        this.statistics = statistics;
    }

    @Override
    public boolean handleDefaultResponse(HttpServerExchange exchange) {
        if (!exchange.isResponseChannelAvailable()) {
            return false;
        }
        RequestState state = RequestState.of(exchange);
        state.stopTimer();
        state.answeredHere();
        exchange.setStatusCode(status(exchange.getStatusCode(), state));
        if (exchange.getStatusCode() < StatusCodes.BAD_REQUEST) {
            return false;
        }
        HeaderMap headers = exchange.getResponseHeaders();
        if (exchange.getStatusCode() == StatusCodes.SERVICE_UNAVAILABLE) {
            headers.put(Headers.RETRY_AFTER, this.retryAfter.getAsInt());
        }
        String accept = exchange.getRequestHeaders().getFirst(Headers.ACCEPT);
        boolean html = accept != null && accept.contains("text/html");
        String text = exchange.getStatusCode() + " " + StatusCodes.getReason(exchange.getStatusCode());
        headers.put(Headers.CONTENT_TYPE, (html ? "text/html" : "text/plain") + ";charset=UTF-8");
        headers.put(Headers.CACHE_CONTROL, "no-store");
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            return false;
        }
        exchange.getResponseSender().send(html ? "<!DOCTYPE html><title>" + text + "</title><h1>" + text + "</h1>\n" : text + '\n');
        return true;
    }

    private int status(int status, RequestState state) {
        if (state.isTooLarge()) {
            return StatusCodes.REQUEST_ENTITY_TOO_LARGE;
        }
        if (state.isTimedOut()) {
            this.failures.failed(state.node().name(), "does not answer in time");
            this.statistics.count(HttpCounter.TIMEOUTS);
            state.node().traffic().http().failure();
            return StatusCodes.GATEWAY_TIME_OUT;
        }
        if (state.isSent()) {
            this.failures.failed(state.node().name(), "breaks off");
            this.statistics.count(HttpCounter.BROKEN);
            state.node().traffic().http().failure();
            return StatusCodes.BAD_GATEWAY;
        }
        return status;
    }
}
