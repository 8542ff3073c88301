/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

/**
 * Where the headers that a balancer reads stand in a message. Reusable.
 */
final class HeaderLines {
    private static final int LIMIT = 256;

    private final HeaderName[] nameOf = new HeaderName[LIMIT];
    private final int[] starts = new int[LIMIT];
    private final int[] valueStarts = new int[LIMIT];
    private final int[] valueEnds = new int[LIMIT];
    private final int[] ends = new int[LIMIT];
    private int count;
    /** One bit for each name. */
    private int names;

    void clear() {
        this.count = 0;
        this.names = 0;
    }

    /** True if there is a header of a name. */
    boolean has(HeaderName name) {
        return (this.names & 1 << name.ordinal()) != 0;
    }

    /** False if there are too many. */
    boolean add(HeaderName name, int start, int valueStart, int valueEnd, int end) {
        if (this.count == LIMIT) {
            return false;
        }
        int i = this.count++;
        this.names |= 1 << name.ordinal();
        this.nameOf[i] = name;
        this.starts[i] = start;
        this.valueStarts[i] = valueStart;
        this.valueEnds[i] = valueEnd;
        this.ends[i] = end;
        return true;
    }

    /** The index of the first header of a name at or after an index, or -1. */
    int find(HeaderName name, int from) {
        for (int i = from; i < this.count; i++) {
            if (this.nameOf[i] == name) {
                return i;
            }
        }
        return -1;
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
