/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;

/**
 * The headers that a balancer reads (RFC 3261 section 20, compact forms 7.3.3).
 */
enum HeaderName {
    /** Where responses go. */
    VIA("via", 'v', true),
    /** Where the request goes first. */
    ROUTE("route", 0, true),
    /** What a proxy must be able to do. */
    PROXY_REQUIRE("proxy-require", 0, true),
    /** The sender's software. */
    USER_AGENT("user-agent", 0, true),
    /** What the sender can do. */
    SUPPORTED("supported", 'k', true),
    /** The address from which a client sent a request, as the predecessor of this balancer says it to nodes. */
    INITIAL_REMOTE_ADDRESS("x-sip-balancer-initialremoteaddr", 0, true),
    /** The port from which a client sent a request. */
    INITIAL_REMOTE_PORT("x-sip-balancer-initialremoteport", 0, true),
    /** Hops left. */
    MAX_FORWARDS("max-forwards", 0, false),
    /** The call. */
    CALL_ID("call-id", 'i', false),
    /** Who began. */
    FROM("from", 'f', false),
    /** With whom. */
    TO("to", 't', false),
    /** The request's number and method. */
    CSEQ("cseq", 0, false),
    /** The length of the body. */
    CONTENT_LENGTH("content-length", 'l', false);

    private static final HeaderName[] ALL = values();

    private final byte[] name;
    private final int compact;
    private final boolean repeatable;

    HeaderName(String name, int compact, boolean repeatable) {
        this.name = name.getBytes(StandardCharsets.US_ASCII);
        this.compact = compact;
        this.repeatable = repeatable;
    }

    boolean isRepeatable() {
        return this.repeatable;
    }

    /** The header of a name, or null if a balancer does not read it. */
    static HeaderName of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length <= 0) {
            return null;
        }
        int first = Ascii.lower(bytes[from]);
        HeaderName header = length == 1 ? ofCompact(first) : switch (first) {
            case 'v' -> VIA;
            case 'r' -> ROUTE;
            case 'm' -> MAX_FORWARDS;
            case 'f' -> FROM;
            case 't' -> TO;
            case 'p' -> PROXY_REQUIRE;
            case 'u' -> USER_AGENT;
            case 's' -> SUPPORTED;
            case 'x' -> length == INITIAL_REMOTE_PORT.name.length
                    && Ascii.lower(bytes[to - 1]) == 't' ? INITIAL_REMOTE_PORT : INITIAL_REMOTE_ADDRESS;
            case 'c' -> length == 7 ? CALL_ID : length == 4 ? CSEQ : CONTENT_LENGTH;
            default -> null;
        };
        return header == null || length > 1 && !Ascii.is(bytes, from, to, header.name) ? null : header;
    }

    private static HeaderName ofCompact(int letter) {
        for (HeaderName header : ALL) {
            if (header.compact == letter) {
                return header;
            }
        }
        return null;
    }
}
