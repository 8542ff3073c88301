/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.codec;

import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link StateWriter} wrote: {@link #next()} steps from field to field, {@link #number()} tells which one it is. A field whose value is
 * not asked for is skipped. Never reads beyond the bytes; whatever is malformed ends in a {@link StateFormatException}.
 */
public final class StateReader {
    private final byte[] bytes;
    private final int end;
    private int position;
    private int number;
    private boolean isNumber;
    private long value;
    private int start;

    /** Reads an array from its beginning to its end. */
    public StateReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private StateReader(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    /**
     * Goes to the next field.
     *
     * @return false if there is none
     */
    public boolean next() {
        if (this.position == this.end) {
            return false;
        }
        long tag = this.varint();
        if (tag < 0 || tag >> 1 > Integer.MAX_VALUE) {
            throw new StateFormatException("field number out of range at byte " + this.position);
        }
        this.number = (int) (tag >> 1);
        this.isNumber = (tag & 1) == StateWriter.NUMBER;
        if (this.isNumber) {
            long zigzag = this.varint();
            this.value = zigzag >>> 1 ^ -(zigzag & 1);
        } else {
            long length = this.varint();
            if (length < 0 || length > this.end - this.position) {
                throw new StateFormatException("field " + this.number + " is longer than the state at byte " + this.position);
            }
            this.start = this.position;
            this.position += (int) length;
        }
        return true;
    }

    /** The number of the current field. */
    public int number() {
        return this.number;
    }

    /** The current field as a number. */
    public long asLong() {
        this.require(this.isNumber, "a number");
        return this.value;
    }

    /** The current field as a number of 32 bits. */
    public int asInt() {
        long number = this.asLong();
        this.require(number == (int) number, "a number of 32 bits");
        return (int) number;
    }

    /** The current field as a flag. */
    public boolean asBoolean() {
        return this.asLong() != 0;
    }

    /** The current field as a text. */
    public String asString() {
        this.require(!this.isNumber, "a text");
        return new String(this.bytes, this.start, this.position - this.start, StandardCharsets.UTF_8);
    }

    /** A copy of the current field's bytes. */
    public byte[] asBytes() {
        this.require(!this.isNumber, "bytes");
        return java.util.Arrays.copyOfRange(this.bytes, this.start, this.position);
    }

    /** A reader of the state within the current field. */
    public StateReader nested() {
        this.require(!this.isNumber, "a nested state");
        return new StateReader(this.bytes, this.start, this.position);
    }

    private void require(boolean condition, String expected) {
        if (!condition) {
            throw new StateFormatException("field " + this.number + " is not " + expected);
        }
    }

    private long varint() {
        long result = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (this.position == this.end) {
                throw new StateFormatException("the state ends within a number");
            }
            byte next = this.bytes[this.position++];
            if (shift == 63 && next != (next & 1)) {
                break;
            }
            result |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return result;
            }
        }
        throw new StateFormatException("a number of more than 64 bits at byte " + this.position);
    }
}
