/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.nio.charset.StandardCharsets;

/** Walks over the header fields of a message in its bytes, without parsing any; sees lines the way jain-sip's parser does. */
final class HeaderCursor {
    private final byte[] bytes;
    private final int end;
    private int position;
    private int nameStart;
    private int nameEnd;
    private int valueStart;
    private int valueEnd;

    /**
     * @param from where the first header field begins
     * @param end where the bytes to look at end
     */
    HeaderCursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    /** Moves to the next header field; false if there is none left. */
    boolean next() {
        while (this.position < this.end) {
            int start = this.position;
            int stop = lineEnd(this.bytes, start, this.end);
            if (this.isBlank(start, stop)) {
                this.position = this.end;
                return false;
            }
            this.position = afterLine(this.bytes, stop, this.end);
            while (this.isContinued()) {
                stop = lineEnd(this.bytes, this.position, this.end);
                this.position = afterLine(this.bytes, stop, this.end);
            }
            if (this.split(start, stop)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the header field has this name.
     *
     * @param name in lower case
     * @param compact its compact form, in lower case; 0 if it has none
     */
    boolean isNamed(String name, char compact) {
        int length = this.nameEnd - this.nameStart;
        if (length == 1) {
            return compact != 0 && lower(this.bytes[this.nameStart]) == compact;
        }
        if (length != name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lower(this.bytes[this.nameStart + i]) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The header field's value, trimmed and unfolded. */
    String value() {
        String value = new String(this.bytes, this.valueStart, this.valueEnd - this.valueStart, StandardCharsets.UTF_8);
        return value.indexOf('\n') < 0 && value.indexOf('\r') < 0 ? value : unfold(value);
    }

    /** The end of the line that begins at an offset, before its line break. */
    static int lineEnd(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && bytes[i] != '\r' && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    /** The beginning of the line after one that ends at an offset. */
    static int afterLine(byte[] bytes, int lineEnd, int end) {
        if (lineEnd + 1 < end && bytes[lineEnd] == '\r' && bytes[lineEnd + 1] == '\n') {
            return lineEnd + 2;
        }
        return Math.min(end, lineEnd + 1);
    }

    private boolean split(int start, int stop) {
        int colon = start;
        while (colon < stop && this.bytes[colon] != ':') {
            colon++;
        }
        if (colon == stop || colon == start) {
            return false;
        }
        this.nameStart = start;
        this.nameEnd = this.trimEnd(start, colon);
        this.valueStart = colon + 1;
        while (this.valueStart < stop && isSpace(this.bytes[this.valueStart])) {
            this.valueStart++;
        }
        this.valueEnd = this.trimEnd(this.valueStart, stop);
        return true;
    }

    private boolean isContinued() {
        if (this.position >= this.end || this.bytes[this.position] != ' ' && this.bytes[this.position] != '\t') {
            return false;
        }
        return !this.isBlank(this.position, lineEnd(this.bytes, this.position, this.end));
    }

    private boolean isBlank(int from, int to) {
        return this.trimEnd(from, to) == from;
    }

    private int trimEnd(int from, int to) {
        int i = to;
        while (i > from && isSpace(this.bytes[i - 1])) {
            i--;
        }
        return i;
    }

    private static boolean isSpace(byte b) {
        return b >= 0 && b <= ' ';
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }

    private static String unfold(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\r' && c != '\n') {
                text.append(c);
            } else if (i + 1 < value.length() && value.charAt(i + 1) != '\n') {
                i++;
            }
        }
        return text.toString();
    }
}
