/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.nio.charset.StandardCharsets;

/** A view on the start line and header fields of a message in its bytes. */
final class MessageHead {
    private final byte[] bytes;
    private final int start;
    private final int lineEnd;

    MessageHead(byte[] bytes) {
        this.bytes = bytes;
        int from = 0;
        while (from < bytes.length && bytes[from] < ' ') {
            from++;
        }
        this.start = from;
        this.lineEnd = HeaderCursor.lineEnd(bytes, from, bytes.length);
    }

    /** Whether there is nothing but line breaks and the like, as in a keep-alive. */
    boolean isEmpty() {
        return this.start == this.bytes.length;
    }

    /** Whether this is a response. */
    boolean isResponse() {
        return this.startsWith("SIP/");
    }

    /** The first word of the start line: a request's method. */
    String method() {
        int end = this.start;
        while (end < this.lineEnd && this.bytes[end] != ' ') {
            end++;
        }
        return new String(this.bytes, this.start, end - this.start, StandardCharsets.UTF_8);
    }

    /** Whether this is a request of another version of SIP; jain-sip's parser takes every version for 2.0. */
    boolean isOtherVersion() {
        int from = this.lineEnd;
        while (from > this.start && this.bytes[from - 1] != ' ') {
            from--;
        }
        String version = new String(this.bytes, from, this.lineEnd - from, StandardCharsets.UTF_8);
        return !this.isResponse() && version.regionMatches(true, 0, "SIP/", 0, 4) && !version.equalsIgnoreCase("SIP/2.0");
    }

    /** The header fields. */
    HeaderCursor headers() {
        return new HeaderCursor(this.bytes, HeaderCursor.afterLine(this.bytes, this.lineEnd, this.bytes.length), this.bytes.length);
    }

    private boolean startsWith(String prefix) {
        if (this.bytes.length - this.start < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (this.bytes[this.start + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
