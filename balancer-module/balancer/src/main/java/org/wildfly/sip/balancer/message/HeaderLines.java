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

    private final int[] firsts = new int[NAMES];
    private final int[] lasts = new int[NAMES];
    /** The next line of the same name. */
    private final int[] nexts = new int[LIMIT];
    private final int[] starts = new int[LIMIT];
    private final int[] valueStarts = new int[LIMIT];
    private final int[] valueEnds = new int[LIMIT];
    private final int[] ends = new int[LIMIT];
    private int count;

    HeaderLines() {
        clear();
    }

    void clear() {
        this.count = 0;
        Arrays.fill(this.firsts, -1);
    }

    /** False if there are too many. */
    boolean add(HeaderName name, int start, int valueStart, int valueEnd, int end) {
        if (this.count == LIMIT) {
            return false;
        }
        int i = this.count++;
        int n = name.ordinal();
        if (this.firsts[n] < 0) {
            this.firsts[n] = i;
        } else {
            this.nexts[this.lasts[n]] = i;
        }
        this.lasts[n] = i;
        this.nexts[i] = -1;
        this.starts[i] = start;
        this.valueStarts[i] = valueStart;
        this.valueEnds[i] = valueEnd;
        this.ends[i] = end;
        return true;
    }

    /** True if there is a header of a name. */
    boolean has(HeaderName name) {
        return this.firsts[name.ordinal()] >= 0;
    }

    /** The index of the first header of a name, or -1. */
    int first(HeaderName name) {
        return this.firsts[name.ordinal()];
    }

    /** The index of the next header of the same name, or -1. */
    int next(int i) {
        return this.nexts[i];
    }

    /** Where the line begins. */
    int start(int i) {
        return this.starts[i];
    }

    int valueStart(int i) {
        return this.valueStarts[i];
    }

    /** Where the value ends, without blanks. */
    int valueEnd(int i) {
        return this.valueEnds[i];
    }

    /** Where the next line begins. */
    int end(int i) {
        return this.ends[i];
    }
}
