/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;

/**
 * CSeq, Max-Forwards and the tag of To: what decides how a message is treated. Reusable; part of a message's view.
 */
final class ControlHeaders {
    private static final byte[] TAG = "tag".getBytes(StandardCharsets.US_ASCII);

    private final Parameter parameter = new Parameter();
    private Method method;
    private int sequence;
    private int maxForwards;
    private boolean toTag;
    private int toTagFrom;
    private int toTagTo;

    /**
     * Reads the headers but To; CSeq, From and To are there.
     *
     * @param startLine the method of a request, null in a response
     * @return false if one is malformed
     */
    boolean read(byte[] bytes, HeaderLines lines, Method startLine) {
        return isGoodName(bytes, lines, HeaderName.FROM) && isGoodName(bytes, lines, HeaderName.TO)
                && readSequence(bytes, lines, lines.first(HeaderName.CSEQ), startLine)
                && readMaxForwards(bytes, lines, lines.first(HeaderName.MAX_FORWARDS));
    }

    private boolean readSequence(byte[] bytes, HeaderLines lines, int line, Method startLine) {
        int from = lines.valueStart(line);
        int to = lines.valueEnd(line);
        int numberTo = from;
        while (numberTo < to && bytes[numberTo] >= '0' && bytes[numberTo] <= '9') {
            numberTo++;
        }
        this.sequence = Ascii.number(bytes, from, numberTo);
        int methodFrom = Ascii.skipSpace(bytes, numberTo, to);
        this.method = methodFrom < to ? Method.of(bytes, methodFrom, to) : null;
        return this.sequence >= 0 && methodFrom > numberTo && this.method != null && (startLine == null || this.method == startLine);
    }

    private boolean readMaxForwards(byte[] bytes, HeaderLines lines, int line) {
        this.maxForwards = line < 0 ? -1 : Ascii.number(bytes, lines.valueStart(line), lines.valueEnd(line));
        return line < 0 || this.maxForwards >= 0 && this.maxForwards <= 255;
    }

    private static boolean isGoodName(byte[] bytes, HeaderLines lines, HeaderName name) {
        int line = lines.first(name);
        return DisplayName.isGood(bytes, lines.valueStart(line), lines.valueEnd(line));
    }

    /** Reads To, if it is there. */
    void readTo(byte[] bytes, HeaderLines lines) {
        this.toTag = false;
        int line = lines.first(HeaderName.TO);
        if (line < 0) {
            return;
        }
        int to = lines.valueEnd(line);
        int next = Ascii.separator(bytes, lines.valueStart(line), to, ';');
        while (next < to && !this.toTag) {
            next = this.parameter.parse(bytes, next + 1, to);
            if (this.parameter.is(TAG)) {
                this.toTag = true;
                this.toTagFrom = this.parameter.valueFrom();
                this.toTagTo = this.parameter.valueTo();
            }
        }
    }

    /** The method in CSeq. */
    Method method() {
        return this.method;
    }

    /** The number in CSeq. */
    int sequence() {
        return this.sequence;
    }

    /** The value of Max-Forwards, or -1 if there is none. */
    int maxForwards() {
        return this.maxForwards;
    }

    /** True if To has a tag. */
    boolean hasToTag() {
        return this.toTag;
    }

    /** True if the tag of To has this length. */
    boolean isToTagOf(int length) {
        return this.toTag && this.toTagTo - this.toTagFrom == length;
    }

    /** True if the tag of To is this text. */
    boolean isToTag(byte[] bytes, byte[] text, int length) {
        if (!isToTagOf(length)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[this.toTagFrom + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
