/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;

/**
 * One parameter of a header value or URI: {@code name [= value]}. A reusable view: valid until the next {@link #parse}.
 */
final class Parameter {
    private byte[] bytes;
    private int from;
    private int nameTo;
    private long letters;
    private int valueFrom;
    private int valueTo;

    /**
     * Reads the parameter that begins at an index, after the semicolon.
     *
     * @return the index of the next semicolon, or the end of the range
     */
    int parse(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = Ascii.skipSpace(bytes, from, to);
        int i = this.from;
        while (i < to && Ascii.isToken(bytes[i])) {
            i++;
        }
        if (i < to && bytes[i] != '=' && bytes[i] != ';') {
            // Blanks, or what cannot be in a name: seldom.
            int end = Ascii.separator(bytes, i, to, ';');
            int equals = Ascii.indexOf(bytes, i, end, '=');
            i = equals < 0 ? end : equals;
        }
        this.nameTo = Ascii.trimEnd(bytes, this.from, i);
        this.letters = this.nameTo - this.from > Long.BYTES ? 0 : Ascii.lowerHead(bytes, this.from, this.nameTo);
        if (i == to || bytes[i] == ';') {
            this.valueFrom = this.nameTo;
            this.valueTo = this.nameTo;
            return i;
        }
        int end = Ascii.separator(bytes, i + 1, to, ';');
        this.valueFrom = Ascii.skipSpace(bytes, i + 1, end);
        this.valueTo = Ascii.trimEnd(bytes, this.valueFrom, end);
        return end;
    }

    /** True if this is the name: of at most eight letters, in lower case, as a number (see {@link #letters}). */
    boolean is(long letters) {
        return this.letters == letters;
    }

    /** What stands for a name of at most eight letters, in lower case. */
    static long letters(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return Ascii.lowerHead(bytes, 0, bytes.length);
    }

    boolean is(byte[] lowerCaseName) {
        return Ascii.is(this.bytes, this.from, this.nameTo, lowerCaseName);
    }

    /** True if one of the parameters of a range, which begins at a semicolon, has a name; it is this one then. */
    boolean isIn(byte[] bytes, int from, int to, long letters) {
        int i = from;
        while (i < to) {
            i = parse(bytes, i + 1, to);
            if (is(letters)) {
                return true;
            }
        }
        return false;
    }

    int from() {
        return this.from;
    }

    int to() {
        return this.valueTo;
    }

    int valueFrom() {
        return this.valueFrom;
    }

    int valueTo() {
        return this.valueTo;
    }
}
