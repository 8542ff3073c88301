/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;

/**
 * Looks at the first Contact of a message. Reusable. Searches all headers: not for each message.
 */
public final class ContactReader {
    private static final byte[] CONTACT = "contact".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMPACT = "m".getBytes(StandardCharsets.US_ASCII);
    private static final long OUTBOUND = Parameter.letters("ob");
    private static final long REGISTRATION = Parameter.letters("reg-id");

    private final SipUri uri = new SipUri();
    private final Parameter parameter = new Parameter();
    private byte[] bytes;
    private int parametersFrom;
    private int to;

    /** Reads the first Contact. False if there is none, or it has no SIP URI. */
    public boolean read(SipMessage message) {
        this.bytes = message.bytes();
        int next = message.headersStart();
        for (int line = next; line < message.body(); line = next) {
            next = end(line, message.body());
            int colon = Ascii.indexOf(this.bytes, line, next, ':');
            int nameTo = colon < 0 ? line : Ascii.trimEnd(this.bytes, line, colon);
            if (Ascii.is(this.bytes, line, nameTo, CONTACT) || Ascii.is(this.bytes, line, nameTo, COMPACT)) {
                return readValue(Ascii.skipSpace(this.bytes, colon + 1, next), Ascii.trimEnd(this.bytes, colon + 1, next));
            }
        }
        return false;
    }

    /** Where the line after a header begins, which may be folded. */
    private int end(int line, int limit) {
        int end = line;
        do {
            int feed = Ascii.indexOf(this.bytes, end, limit, '\n');
            end = feed < 0 ? limit : feed + 1;
        } while (end < limit && (this.bytes[end] == ' ' || this.bytes[end] == '\t'));
        return end;
    }

    private boolean readValue(int from, int valuesTo) {
        this.to = Ascii.separator(this.bytes, from, valuesTo, ',');
        this.parametersFrom = Ascii.separator(this.bytes, from, this.to, ';');
        return this.uri.parseNameAddr(this.bytes, from, this.to) && this.uri.isSip();
    }

    /** Its URI. */
    public SipUri uri() {
        return this.uri;
    }

    /** True if its sender wants requests by the way that this message took: {@code ob} in the URI, or {@code reg-id} (RFC 5626 section 4). */
    public boolean isOutbound() {
        return this.uri.has(OUTBOUND) || this.parameter.isIn(this.bytes, this.parametersFrom, this.to, REGISTRATION);
    }
}
