/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;

/**
 * The name and version of the protocol with which a Via begins (RFC 3261 section 25.1, sent-protocol).
 */
final class ViaProtocol {
    private static final long USUAL = Ascii.head(word("SIP/2.0/"), 0, Long.BYTES);
    private static final byte[] SIP = word("sip");

    private ViaProtocol() {
    }

    /** The index of the transport that follows, or -1 if it is another protocol. */
    static int end(byte[] bytes, int from, int to) {
        if (Ascii.head(bytes, from, to) == USUAL) {
            return Ascii.skipSpace(bytes, from + Long.BYTES, to);
        }
        // Blanks around the slashes, small letters, or a version that is refused because of the request line: seldom.
        int i = word(bytes, from, to, SIP);
        i = i < 0 ? i : slash(bytes, i, to);
        i = i < 0 ? i : version(bytes, Ascii.skipSpace(bytes, i, to), to);
        return i < 0 ? i : slash(bytes, i, to);
    }

    private static int version(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && (bytes[i] == '.' || bytes[i] >= '0' && bytes[i] <= '9')) {
            i++;
        }
        return i == from ? -1 : i;
    }

    private static int word(byte[] bytes, int from, int to, byte[] word) {
        int i = Ascii.skipSpace(bytes, from, to);
        return i + word.length <= to && Ascii.is(bytes, i, i + word.length, word) ? i + word.length : -1;
    }

    private static int slash(byte[] bytes, int from, int to) {
        int i = Ascii.skipSpace(bytes, from, to);
        return i < to && bytes[i] == '/' ? Ascii.skipSpace(bytes, i + 1, to) : -1;
    }

    private static byte[] word(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
