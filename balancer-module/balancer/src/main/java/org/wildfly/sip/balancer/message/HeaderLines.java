/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.util.Arrays;

/**
 * Where the headers that a balancer reads stand in a message. Reusable.
 */
final class HeaderLines {
    private static final int LIMIT = 256;
    private static final int NAMES = HeaderName.values().length;

    /** What is known of a line stands together, since it is read together. */
    private static final int START = 0;
    private static final int VALUE_START = 1;
    private static final int VALUE_END = 2;
    private static final int END = 3;
    private static final int NEXT = 4;
    private static final int WIDTH = 5;

    private final int[] firsts = new int[NAMES];
    private final int[] lasts = new int[NAMES];
    private final int[] lines = new int[LIMIT * WIDTH];
    private int used;

    HeaderLines() {
        clear();
    }

    void clear() {
        this.used = 0;
        Arrays.fill(this.firsts, -1);
    }

    /** False if there are too many. */
    boolean add(HeaderName name, int start, int valueStart, int valueEnd, int end) {
        int i = this.used;
        if (i == this.lines.length) {
            return false;
        }
        this.used = i + WIDTH;
        int n = name.ordinal();
        if (this.firsts[n] < 0) {
            this.firsts[n] = i;
        } else {
            this.lines[this.lasts[n] + NEXT] = i;
        }
        this.lasts[n] = i;
        this.lines[i + START] = start;
        this.lines[i + VALUE_START] = valueStart;
        this.lines[i + VALUE_END] = valueEnd;
        this.lines[i + END] = end;
        this.lines[i + NEXT] = -1;
        return true;
    }

    /** True if there is a header of a name. */
    boolean has(HeaderName name) {
        return this.firsts[name.ordinal()] >= 0;
    }

    /** What stands for the first header of a name, or -1. */
    int first(HeaderName name) {
        return this.firsts[name.ordinal()];
    }

    /** What stands for the next header of the same name, or -1. */
    int next(int i) {
        return this.lines[i + NEXT];
    }

    /** Where the line begins. */
    int start(int i) {
        return this.lines[i + START];
    }

    int valueStart(int i) {
        return this.lines[i + VALUE_START];
    }

    /** Where the value ends, without blanks. */
    int valueEnd(int i) {
        return this.lines[i + VALUE_END];
    }

    /** Where the next line begins. */
    int end(int i) {
        return this.lines[i + END];
    }
}
