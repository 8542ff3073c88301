/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Escapes the parts of a SIP URI; each part has its own set of characters that need none (RFC 3261 section 25.1). */
enum UriEscaping {
    /** {@code user}. */
    USER("&=+$,;?/"),
    /** {@code password}. */
    PASSWORD("&=+$,"),
    /** {@code pname} and {@code pvalue}. */
    PARAMETER("[]/:&+$"),
    /** {@code hname} and {@code hvalue}. */
    HEADER("[]/?:+$");

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final boolean[] plain = new boolean[128];

    UriEscaping(String unreserved) {
        for (char c = 0; c < this.plain.length; c++) {
            this.plain[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.!~*'()".indexOf(c) >= 0
                    || unreserved.indexOf(c) >= 0;
        }
    }

    /** Escapes whatever must not stand in this part. */
    String escape(String text) {
        return this.escape(text, false);
    }

    /** Like {@link #escape(String)} for text which may already be escaped in part: {@code %} and two hexadecimal digits stay. */
    String complete(String text) {
        return this.escape(text, true);
    }

    /** Whether the text can stand in this part as it is. */
    boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!this.isPlain(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private boolean isPlain(int c) {
        return c >= 0 && c < this.plain.length && this.plain[c];
    }

    private String escape(String text, boolean keepEscaped) {
        StringBuilder result = new StringBuilder(text.length() + 8);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (this.isPlain(b) || keepEscaped && isEscape(bytes, i)) {
                result.append((char) b);
            } else {
                result.append('%').append(HEX[b >> 4 & 0xf]).append(HEX[b & 0xf]);
            }
        }
        return result.toString();
    }

    /** Undoes escaping; what is no valid escape stays as it is. */
    static String unescape(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (isEscape(bytes, i)) {
                result.write(Character.digit(bytes[i + 1], 16) << 4 | Character.digit(bytes[i + 2], 16));
                i += 2;
            } else {
                result.write(bytes[i]);
            }
        }
        return result.toString(StandardCharsets.UTF_8);
    }

    private static boolean isEscape(byte[] bytes, int i) {
        return bytes[i] == '%' && i + 2 < bytes.length && Character.digit(bytes[i + 1], 16) >= 0 && Character.digit(bytes[i + 2], 16) >= 0;
    }
}
