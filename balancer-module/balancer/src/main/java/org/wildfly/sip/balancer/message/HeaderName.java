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
    VIA("via", true),
    /** Where the request goes first. */
    ROUTE("route", true),
    /** What a proxy must be able to do. */
    PROXY_REQUIRE("proxy-require", true),
    /** The sender's software. */
    USER_AGENT("user-agent", true),
    /** What the sender can do. */
    SUPPORTED("supported", true),
    /** The address from which a client sent a request, as the predecessor of this balancer says it to nodes. */
    INITIAL_REMOTE_ADDRESS("x-sip-balancer-initialremoteaddr", true),
    /** The port from which a client sent a request. */
    INITIAL_REMOTE_PORT("x-sip-balancer-initialremoteport", true),
    /** Hops left. */
    MAX_FORWARDS("max-forwards", false),
    /** The call. */
    CALL_ID("call-id", false),
    /** Who began. */
    FROM("from", false),
    /** With whom. */
    TO("to", false),
    /** The request's number and method. */
    CSEQ("cseq", false),
    /** The length of the body. */
    CONTENT_LENGTH("content-length", false);

    private final byte[] name;
    private final boolean repeatable;
    private final long head;
    /** The bits of the head in which upper and lower case differ. */
    private final long cases;

    HeaderName(String name, boolean repeatable) {
        this.name = name.getBytes(StandardCharsets.US_ASCII);
        this.repeatable = repeatable;
        this.head = Ascii.head(this.name, 0, this.name.length);
        byte[] differences = name.replaceAll("[a-z]", " ").replace('-', '\0').getBytes(StandardCharsets.US_ASCII);
        this.cases = Ascii.head(differences, 0, differences.length);
    }

    boolean isRepeatable() {
        return this.repeatable;
    }

    /** The header of a name, or null if a balancer does not read it. */
    static HeaderName of(byte[] bytes, int from, int to) {
        HeaderName header = switch (to - from) {
            case 1 -> ofCompact(bytes[from]);
            case 2 -> TO;
            case 3 -> VIA;
            case 4 -> Ascii.lower(bytes[from]) == 'f' ? FROM : CSEQ;
            case 5 -> ROUTE;
            case 7 -> CALL_ID;
            case 9 -> SUPPORTED;
            case 10 -> USER_AGENT;
            case 12 -> MAX_FORWARDS;
            case 13 -> PROXY_REQUIRE;
            case 14 -> CONTENT_LENGTH;
            case 32 -> Ascii.lower(bytes[to - 1]) == 't' ? INITIAL_REMOTE_PORT : INITIAL_REMOTE_ADDRESS;
            default -> null;
        };
        return header != null && (to - from == 1 || header.is(bytes, from, to)) ? header : null;
    }

    private boolean is(byte[] bytes, int from, int to) {
        return (Ascii.head(bytes, from, to) | this.cases) == this.head
                && (to - from <= Long.BYTES || Ascii.is(bytes, from, to, this.name));
    }

    private static HeaderName ofCompact(byte letter) {
        return switch (Ascii.lower(letter)) {
            case 'v' -> VIA;
            case 'k' -> SUPPORTED;
            case 'i' -> CALL_ID;
            case 'f' -> FROM;
            case 't' -> TO;
            case 'l' -> CONTENT_LENGTH;
            default -> null;
        };
    }
}
