/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.util.Arrays;

/**
 * CSeq, Max-Forwards and the tag of To: what decides how a message is treated. Reusable; part of a message's view.
 */
final class ControlHeaders {
    private static final long TAG = Parameter.letters("tag");

    private final Parameter parameter = new Parameter();
    private Method method;
    private int sequence;
    private int maxForwards;
    private byte[] bytes;
    private HeaderLines lines;
    private boolean toRead;
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

    /** Begins with a message whose To is looked at when it is asked for. */
    void begin(byte[] bytes, HeaderLines lines) {
        this.bytes = bytes;
        this.lines = lines;
        this.toRead = false;
        this.toTag = false;
    }

    private void readTo() {
        this.toRead = true;
        int line = this.lines.first(HeaderName.TO);
        if (line < 0) {
            return;
        }
        int to = this.lines.valueEnd(line);
        int next = Ascii.separator(this.bytes, this.lines.valueStart(line), to, ';');
        while (next < to && !this.toTag) {
            next = this.parameter.parse(this.bytes, next + 1, to);
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
        if (!this.toRead) {
            readTo();
        }
        return this.toTag;
    }

    /** True if the tag of To has this length. */
    boolean isToTagOf(int length) {
        return hasToTag() && this.toTagTo - this.toTagFrom == length;
    }

    /** True if the tag of To is this text. */
    boolean isToTag(byte[] text, int length) {
        return isToTagOf(length) && Arrays.equals(this.bytes, this.toTagFrom, this.toTagTo, text, 0, length);
    }
}
