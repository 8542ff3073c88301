/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.util.Arrays;

/**
 * The text with which a value began that was read last, up to its parameters: the same text means the same and need not be read again.
 */
final class LastText {
    private static final int LIMIT = 64;

    private final byte[] text = new byte[LIMIT];
    private int length;

    /** Keeps what ends before a semicolon. */
    void keep(byte[] bytes, int from, int to) {
        this.length = to - from <= LIMIT ? to - from : 0;
        System.arraycopy(bytes, from, this.text, 0, this.length);
    }

    /** Forgets what was kept. */
    void clear() {
        this.length = 0;
    }

    /** The index of the semicolon if a range begins with what was kept and a semicolon; else -1. */
    int end(byte[] bytes, int from, int to) {
        int end = from + this.length;
        return this.length > 0 && end < to && bytes[end] == ';' && Arrays.equals(bytes, from, end, this.text, 0, this.length) ? end : -1;
    }
}
