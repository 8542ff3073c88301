/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What of a message decides where it goes: the value of a header, or the user or the address of From or To, without tag and parameters.
 * Immutable; for any thread.
 */
public final class MessageKey {
    /** RFC 3261 section 7.3.3 and its extensions. */
    private static final Map<String, Character> COMPACT = Map.ofEntries(Map.entry("call-id", 'i'), Map.entry("contact", 'm'),
            Map.entry("content-encoding", 'e'), Map.entry("content-length", 'l'), Map.entry("content-type", 'c'), Map.entry("from", 'f'),
            Map.entry("subject", 's'), Map.entry("supported", 'k'), Map.entry("to", 't'), Map.entry("via", 'v'), Map.entry("event", 'o'),
            Map.entry("refer-to", 'r'), Map.entry("referred-by", 'b'), Map.entry("allow-events", 'u'), Map.entry("session-expires", 'x'),
            Map.entry("request-disposition", 'd'), Map.entry("identity", 'y'), Map.entry("accept-contact", 'a'),
            Map.entry("reject-contact", 'j'));

    private enum Part {
        WHOLE, ADDRESS, USER
    }

    private final byte[] name;
    private final byte[] compact;
    private final Part part;
    private final boolean callId;
    private final Pattern exclusion;
    private final MessageKey fallback;

    /**
     * @param name      of a header; From and To stand for the address in them, {@code from.user} and {@code to.user} for the user
     * @param exclusion values that match it altogether do not count; null for none
     * @param fallback  what counts if there is no value that does; null for the Call-ID
     */
    public MessageKey(String name, Pattern exclusion, MessageKey fallback) {
        String lower = name.toLowerCase(Locale.ROOT);
        this.part = lower.equals("from.user") || lower.equals("to.user")
                ? Part.USER
                : lower.equals("from") || lower.equals("to") ? Part.ADDRESS : Part.WHOLE;
        String header = this.part == Part.USER ? lower.substring(0, lower.indexOf('.')) : lower;
        this.name = header.getBytes(StandardCharsets.US_ASCII);
        this.compact = COMPACT.containsKey(header) ? new byte[]{(byte) (char) COMPACT.get(header)} : null;
        this.callId = header.equals("call-id");
        this.exclusion = exclusion;
        this.fallback = fallback;
    }

    /** True if it is the Call-ID: each call has its own. */
    public boolean isCallId() {
        return this.callId;
    }

    /** The hash of what decides: the same for equal values, on all balancers, in all messages. */
    public long hash(SipMessage message) {
        if (this.callId && this.exclusion == null) {
            return message.callIdHash();
        }
        byte[] bytes = message.bytes();
        int after = afterName(message);
        int to = after < 0 ? -1 : valueTo(bytes, after, message.body());
        int from = after < 0 ? -1 : Ascii.skipSpace(bytes, after, to);
        int partFrom = this.part == Part.WHOLE || from < 0 ? from : AddressParts.from(bytes, from, to);
        int partTo = this.part == Part.WHOLE || from < 0 ? to : AddressParts.to(bytes, partFrom, to, this.part == Part.USER);
        if (partFrom >= partTo || isExcluded(bytes, partFrom, partTo)) {
            return this.fallback == null ? message.callIdHash() : this.fallback.hash(message);
        }
        SipHash hash = message.hash().reset();
        return this.part == Part.WHOLE
                ? hash.update(bytes, partFrom, partTo).finish()
                : AddressParts.update(hash, bytes, partFrom, partTo).finish();
    }

    /** The hash of a value that is not in a SIP message: the same as if it were. */
    public static long hash(String value, SipHash hash) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return hash.reset().update(bytes, 0, bytes.length).finish();
    }

    private boolean isExcluded(byte[] bytes, int from, int to) {
        return this.exclusion != null && new BoundedText(bytes, from, to).matches(this.exclusion);
    }

    /** Where the value of the header begins, with the blanks before it; or -1. */
    private int afterName(SipMessage message) {
        byte[] bytes = message.bytes();
        for (int i = message.headersStart(); i < message.body();) {
            int lineEnd = Ascii.indexOf(bytes, i, message.body(), '\n');
            lineEnd = lineEnd < 0 ? message.body() : lineEnd;
            int colon = Ascii.isSpace(bytes[i]) ? -1 : Ascii.indexOf(bytes, i, lineEnd, ':');
            if (colon > 0) {
                int nameTo = Ascii.trimEnd(bytes, i, colon);
                if (Ascii.is(bytes, i, nameTo, this.name) || this.compact != null && Ascii.is(bytes, i, nameTo, this.compact)) {
                    return colon + 1;
                }
            }
            i = lineEnd + 1;
        }
        return -1;
    }

    /** Where a value ends: with its line, unless that is folded. */
    private static int valueTo(byte[] bytes, int from, int body) {
        int lineEnd = Ascii.indexOf(bytes, from, body, '\n');
        while (lineEnd >= 0 && lineEnd + 1 < body && (bytes[lineEnd + 1] == ' ' || bytes[lineEnd + 1] == '\t')) {
            lineEnd = Ascii.indexOf(bytes, lineEnd + 1, body, '\n');
        }
        return Ascii.trimEnd(bytes, from, lineEnd < 0 ? body : lineEnd);
    }
}
