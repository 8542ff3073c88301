/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

/**
 * What the HTTP side counts.
 */
public enum HttpCounter {
    /** Requests of clients. */
    REQUESTS("requests"),
    /** Responses 1xx, which are those that switch to a WebSocket. */
    RESPONSES_1XX("responses1xx"), RESPONSES_2XX("responses2xx"), RESPONSES_3XX("responses3xx"), RESPONSES_4XX(
            "responses4xx"), RESPONSES_5XX("responses5xx"),
    /** Requests to a node that were tried again, on it or on another. */
    RETRIES("retries"),
    /** Connections that nodes refused or did not take in time. */
    REFUSED("refused"),
    /** Requests for which there was no node. */
    NO_NODE("noNode"),
    /** Requests that found all connections to their node in use. */
    NODE_BUSY("nodeBusy"),
    /** Requests whose node broke off: 502. */
    BROKEN("broken"),
    /** Requests whose node did not answer in time: 504. */
    TIMEOUTS("timeouts"),
    /** Requests with too long a body: 413. */
    TOO_LARGE("tooLarge"),
    /** Requests that cannot be sent on safely: 400, 405. */
    MALFORMED("malformed"),
    /** Requests that were redirected to the TLS port or to {@code unavailableHost}. */
    REDIRECTS("redirects");

    private final String label;

    HttpCounter(String label) {
        this.label = label;
    }

    /** The name that operators see. */
    public String label() {
        return this.label;
    }

    /** The counter of responses with a status. */
    static HttpCounter ofStatus(int status) {
        return switch (status / 100) {
            case 1 -> RESPONSES_1XX;
            case 2 -> RESPONSES_2XX;
            case 3 -> RESPONSES_3XX;
            case 4 -> RESPONSES_4XX;
            default -> RESPONSES_5XX;
        };
    }
}
