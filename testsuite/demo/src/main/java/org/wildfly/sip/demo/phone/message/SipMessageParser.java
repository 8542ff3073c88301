/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Parses SIP messages (RFC 3261 sections 7 and 18.3), strictly: a phone of a test does not forgive its peer. */
public final class SipMessageParser {
    private static final Map<String, String> LONG_NAMES = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    static {
        LONG_NAMES.putAll(
                Map.of("v", "Via", "f", "From", "t", "To", "i", "Call-ID", "m", "Contact", "l", "Content-Length", "c", "Content-Type",
                        "k", "Supported", "s", "Subject", "e", "Content-Encoding"));
        for (String name : List.of("Via", "From", "To", "Call-ID", "CSeq", "Contact", "Route", "Record-Route", "Max-Forwards",
                "Content-Length", "Content-Type")) {
            LONG_NAMES.put(name, name);
        }
    }
    private static final Set<String> LISTS = Set.of("Via", "Route", "Record-Route", "Contact");
    private static final List<String> MANDATORY = List.of("Via", "From", "To", "Call-ID", "CSeq");

    private SipMessageParser() {
    }

    /**
     * Parses a datagram.
     *
     * @throws IllegalArgumentException if it is no valid message
     */
    public static SipMessage parse(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalArgumentException("No empty line after the header fields");
        }
        return parse(text.substring(0, end), text.substring(end + 4));
    }

    /** The Content-Length in a head; 0 if there is none. */
    static int contentLength(String head) {
        for (String line : head.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && longName(line.substring(0, colon).trim()).equals("Content-Length")) {
                return Integer.parseInt(line.substring(colon + 1).trim());
            }
        }
        return 0;
    }

    static SipMessage parse(String head, String body) {
        String[] lines = head.replace("\r\n ", " ").replace("\r\n\t", " ").split("\r\n");
        List<SipMessage.Field> fields = new ArrayList<>();
        int contentLength = -1;
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("No header field: " + lines[i]);
            }
            String name = longName(lines[i].substring(0, colon).trim());
            String value = lines[i].substring(colon + 1).trim();
            if (name.equals("Content-Length")) {
                contentLength = Integer.parseInt(value);
            } else if (LISTS.contains(name)) {
                split(value).forEach(element -> fields.add(new SipMessage.Field(name, element)));
            } else {
                fields.add(new SipMessage.Field(name, value));
            }
        }
        SipMessage message = new SipMessage(lines[0], fields, body);
        check(message, contentLength);
        return message;
    }

    private static void check(SipMessage message, int contentLength) {
        for (String name : MANDATORY) {
            if (message.header(name) == null) {
                throw new IllegalArgumentException("No " + name);
            }
        }
        int length = message.body().getBytes(StandardCharsets.UTF_8).length;
        if (contentLength >= 0 && contentLength != length) {
            throw new IllegalArgumentException("Content-Length is " + contentLength + ", the body has " + length + " bytes");
        }
        if (message.isRequest() && !message.method().equals(message.cseqMethod())) {
            throw new IllegalArgumentException("CSeq names another method: " + message.header("CSeq"));
        }
        if (!message.isRequest() && (message.status() < 100 || message.status() > 699)) {
            throw new IllegalArgumentException("No status code: " + message.status());
        }
        if (message.branch() == null || !message.branch().toLowerCase(Locale.ROOT).startsWith("z9hg4bk")) {
            throw new IllegalArgumentException("No branch of RFC 3261: " + message.header("Via"));
        }
        message.cseq();
    }

    private static String longName(String name) {
        return LONG_NAMES.getOrDefault(name, name);
    }

    /** Splits at the commas outside of quotes and angle brackets. */
    private static List<String> split(String value) {
        List<String> elements = new ArrayList<>();
        boolean quoted = false;
        boolean bracketed = false;
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            switch (value.charAt(i)) {
                case '"' -> quoted = !quoted;
                case '<' -> bracketed = true;
                case '>' -> bracketed = false;
                case ',' -> {
                    if (!quoted && !bracketed) {
                        elements.add(value.substring(start, i).trim());
                        start = i + 1;
                    }
                }
                default -> {
                }
            }
        }
        elements.add(value.substring(start).trim());
        return elements;
    }
}
