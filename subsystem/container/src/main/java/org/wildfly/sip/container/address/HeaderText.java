/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.util.ArrayList;
import java.util.List;

import javax.servlet.sip.ServletParseException;

/** The lexical rules of header field values: tokens, quoted strings, angle brackets (RFC 3261 section 25.1). */
public final class HeaderText {
    private static final String TOKEN_MARKS = "-.!%*_+`'~";

    private HeaderText() {
    }

    /**
     * Splits a value at a separator that stands neither in a quoted string nor in angle brackets.
     *
     * @return the parts without white space around them; empty parts are kept
     * @throws ServletParseException if a quoted string or an angle bracket is not closed
     */
    public static List<String> split(String value, char separator) throws ServletParseException {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        boolean bracketed = false;
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (bracketed) {
                bracketed = c != '>';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<') {
                bracketed = true;
            } else if (c == separator) {
                parts.add(value.substring(start, i).trim());
                start = i + 1;
            }
        }
        if (quoted || bracketed) {
            throw new ServletParseException("Not closed: " + (quoted ? "quoted string" : "angle bracket") + " in " + value);
        }
        parts.add(value.substring(start).trim());
        return parts;
    }

    /** Whether the text is a {@code token}. */
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenChar(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isTokenChar(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || TOKEN_MARKS.indexOf(c) >= 0;
    }

    /** Whether the text can be the value of a parameter without quotes: a token or a host (an IPv6 address with its brackets, too). */
    static boolean isPlainParameter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isTokenChar(c) && "[]:/@=".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Whether the text has a character that would end a header field, or cannot be part of one. */
    public static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                return true;
            }
        }
        return false;
    }

    /** The content of a quoted string for a text, without the quotes. */
    static String escapeQuoted(String text) {
        StringBuilder result = new StringBuilder(text.length() + 4);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                result.append('\\');
            }
            result.append(c);
        }
        return result.toString();
    }

    /** The text of a quoted string's content. */
    static String unescapeQuoted(String content) {
        if (content.indexOf('\\') < 0) {
            return content;
        }
        StringBuilder result = new StringBuilder(content.length());
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            result.append(c == '\\' && i + 1 < content.length() ? content.charAt(++i) : c);
        }
        return result.toString();
    }

    /** Whether the text is one quoted string and nothing else. */
    static boolean isQuoted(String text) {
        if (text.length() < 2 || text.charAt(0) != '"') {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i == text.length() - 1;
            }
        }
        return false;
    }
}
