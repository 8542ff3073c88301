/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.capture;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes over the secrets in a message, in place and byte for byte: answers to challenges, tokens, and the keys of media.
 */
final class SecretMask {
    private static final byte MASK = 'x';
    private static final List<byte[]> HEADERS = List.of(bytes("authorization"), bytes("proxy-authorization"));
    private static final byte[] DIGEST = bytes("digest");
    private static final byte[] RESPONSE = bytes("response");
    /** What comes after these, up to the end of the line. */
    private static final List<byte[]> BODY_LINES = List.of(bytes("k="), bytes("a=key-mgmt:"), bytes("a=ice-pwd:"), bytes("a=crypto:"));

    private SecretMask() {
    }

    static void apply(byte[] message) {
        boolean body = false;
        boolean secret = false;
        for (int start = 0; start < message.length;) {
            int end = lineEnd(message, start);
            if (body) {
                body(message, start, end);
            } else if (end == start) {
                body = true;
            } else if (message[start] == ' ' || message[start] == '\t') {
                if (secret) {
                    responses(message, start, end);
                }
            } else {
                secret = header(message, start, end);
            }
            start = end < message.length && message[end] == '\r' && end + 1 < message.length && message[end + 1] == '\n'
                    ? end + 2
                    : end + 1;
        }
    }

    private static int lineEnd(byte[] message, int start) {
        int end = start;
        while (end < message.length && message[end] != '\r' && message[end] != '\n') {
            end++;
        }
        return end;
    }

    /** True if it is a header with secrets, which may go on in the next line. */
    private static boolean header(byte[] message, int start, int end) {
        int colon = start;
        while (colon < end && message[colon] != ':') {
            colon++;
        }
        int nameEnd = colon;
        while (nameEnd > start && (message[nameEnd - 1] == ' ' || message[nameEnd - 1] == '\t')) {
            nameEnd--;
        }
        for (byte[] name : HEADERS) {
            if (nameEnd - start == name.length && startsWith(message, start, end, name)) {
                credentials(message, Math.min(colon + 1, end), end);
                return true;
            }
        }
        return false;
    }

    private static void credentials(byte[] message, int start, int end) {
        int scheme = start;
        while (scheme < end && (message[scheme] == ' ' || message[scheme] == '\t')) {
            scheme++;
        }
        if (scheme == end || startsWith(message, scheme, end, DIGEST)) {
            responses(message, scheme, end);
        } else {
            fill(message, scheme, end);
        }
    }

    private static void responses(byte[] message, int start, int end) {
        for (int i = start; i < end; i++) {
            boolean begins = i == start || message[i - 1] == ',' || message[i - 1] == ' ' || message[i - 1] == '\t';
            if (begins && startsWith(message, i, end, RESPONSE)) {
                int value = i + RESPONSE.length;
                while (value < end && (message[value] == ' ' || message[value] == '\t' || message[value] == '=' || message[value] == '"')) {
                    value++;
                }
                int valueEnd = value;
                while (valueEnd < end && message[valueEnd] != '"' && message[valueEnd] != ',' && message[valueEnd] != ' ') {
                    valueEnd++;
                }
                fill(message, value, valueEnd);
                i = valueEnd;
            }
        }
    }

    private static void body(byte[] message, int start, int end) {
        for (byte[] line : BODY_LINES) {
            if (startsWith(message, start, end, line)) {
                fill(message, start + line.length, end);
            }
        }
    }

    private static boolean startsWith(byte[] message, int start, int end, byte[] lowerCase) {
        if (end - start < lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            byte b = message[start + i];
            if ((b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private static void fill(byte[] message, int start, int end) {
        for (int i = start; i < end; i++) {
            message[i] = MASK;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
