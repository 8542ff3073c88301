/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

/**
 * The bytes of a message whose rest is still to come; takes no memory while there are none. On one thread.
 */
final class KeptBytes {
    private static final byte[] NONE = {};

    private final ByteBudget budget;
    private byte[] bytes = NONE;

    KeptBytes(ByteBudget budget) {
        this.budget = budget;
    }

    boolean isEmpty() {
        return this.bytes.length == 0;
    }

    /**
     * The bytes with room for more.
     *
     * @param length how many there are
     * @param least  how many there must be room for
     * @param wanted how many there shall be room for if there is none for the least
     * @return null if all connections together hold too much
     */
    byte[] room(int length, int least, int wanted) {
        return least <= this.bytes.length || resize(this.bytes, 0, length, Math.max(wanted, least)) ? this.bytes : null;
    }

    /**
     * Keeps a range of bytes, perhaps of those that are kept already.
     *
     * @param wanted how long the array shall be if there is none yet
     * @return false if all connections together hold too much
     */
    boolean keep(byte[] source, int from, int length, int wanted) {
        if (source != this.bytes) {
            return resize(source, from, length, wanted);
        }
        if (from > 0) {
            System.arraycopy(source, from, this.bytes, 0, length);
        }
        return true;
    }

    private boolean resize(byte[] source, int from, int length, int size) {
        if (!this.budget.take(size - this.bytes.length)) {
            return false;
        }
        byte[] next = new byte[size];
        System.arraycopy(source, from, next, 0, length);
        this.bytes = next;
        return true;
    }

    /** Keeps nothing any more. */
    void clear() {
        this.budget.give(this.bytes.length);
        this.bytes = NONE;
    }
}
