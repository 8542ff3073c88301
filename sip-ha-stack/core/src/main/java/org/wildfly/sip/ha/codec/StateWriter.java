/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.BiConsumer;

/**
 * Writes state as tagged fields, so that a release reads what an earlier or a later one wrote: it skips fields that it does not know, and
 * fields that are missing have their default. Null, zero, false and empty strings are not written.
 * <p>
 * A field is a varint of {@code number * 2 + kind}, then a zigzag varint (kind 0) or a varint length and that many bytes (kind 1).
 */
public final class StateWriter {
    static final int NUMBER = 0;
    static final int BYTES = 1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    /** Writes a number. */
    public StateWriter field(int number, long value) {
        if (value != 0) {
            this.varint((long) number * 2 + NUMBER);
            this.varint(value << 1 ^ value >> 63);
        }
        return this;
    }

    /** Writes a flag. */
    public StateWriter field(int number, boolean value) {
        return this.field(number, value ? 1 : 0);
    }

    /** Writes a text; null is left out. */
    public StateWriter field(int number, String value) {
        return value == null || value.isEmpty() ? this : this.field(number, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes; null is left out, an empty array is written. */
    public StateWriter field(int number, byte[] value) {
        if (value != null) {
            this.varint((long) number * 2 + BYTES);
            this.varint(value.length);
            this.out.writeBytes(value);
        }
        return this;
    }

    /** Writes a state within this one. */
    public StateWriter field(int number, StateWriter nested) {
        return this.field(number, nested.toByteArray());
    }

    /** Writes a field for each element, in the order of iteration; the reader sees the number that often. */
    public <T> StateWriter each(int number, Collection<T> elements, BiConsumer<StateWriter, T> encoder) {
        for (T element : elements) {
            StateWriter nested = new StateWriter();
            encoder.accept(nested, element);
            this.field(number, nested);
        }
        return this;
    }

    /** What was written so far. */
    public byte[] toByteArray() {
        return this.out.toByteArray();
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            this.out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        this.out.write((int) rest);
    }
}
