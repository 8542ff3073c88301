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
    VIA("via", 'v', true), ROUTE("route", 0, true), MAX_FORWARDS("max-forwards", 0, false), CALL_ID("call-id", 'i', false), FROM("from", 'f', false), TO("to", 't', false),
    CSEQ("cseq", 0, false), CONTENT_LENGTH("content-length", 'l', false);

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
        int first = length == 0 ? 0 : Ascii.lower(bytes[from]);
        for (HeaderName header : ALL) {
            if (length == 1 ? header.compact == first : header.name.length == length && header.name[0] == first && Ascii.is(bytes, from, to, header.name)) {
                return header;
            }
        }
        return null;
    }
}
