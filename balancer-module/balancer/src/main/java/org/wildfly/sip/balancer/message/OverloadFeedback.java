/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;

/**
 * What a server says of its load in Via (RFC 7339 section 4). A reusable view.
 */
final class OverloadFeedback {
    private static final long PERCENTAGE = Parameter.letters("oc");
    private static final byte[] VALIDITY = word("oc-validity");
    private static final byte[] SEQUENCE = word("oc-seq");
    /** Milliseconds (RFC 7339 section 4.3). */
    private static final int DEFAULT_VALIDITY = 500;

    private int percentage;
    private int validity;
    private long sequence;

    void clear() {
        this.percentage = -1;
        this.validity = DEFAULT_VALIDITY;
        this.sequence = -1;
    }

    /** Reads a parameter if it is one of these. */
    void read(byte[] bytes, Parameter p) {
        if (p.is(PERCENTAGE)) {
            this.percentage = Ascii.number(bytes, p.valueFrom(), p.valueTo());
        } else if (p.is(VALIDITY)) {
            int read = Ascii.number(bytes, p.valueFrom(), p.valueTo());
            this.validity = read < 0 ? DEFAULT_VALIDITY : read;
        } else if (p.is(SEQUENCE)) {
            this.sequence = sequence(bytes, p.valueFrom(), p.valueTo());
        }
    }

    int percentage() {
        return this.percentage;
    }

    int validity() {
        return this.validity;
    }

    long sequence() {
        return this.sequence;
    }

    /** Digits with a point among them, as a number of hundred-thousandths; -1 if it is none. */
    private static long sequence(byte[] bytes, int from, int to) {
        int point = Ascii.indexOf(bytes, from, to, '.');
        int whole = point < 0 ? to : point;
        if (whole == from || whole - from > 12 || to - whole > 6) {
            return -1;
        }
        long value = 0;
        int places = 5;
        for (int i = from; i < to; i++) {
            if (i != whole) {
                int digit = bytes[i] - '0';
                if (digit < 0 || digit > 9) {
                    return -1;
                }
                value = value * 10 + digit;
                places -= i > whole ? 1 : 0;
            }
        }
        for (; places > 0; places--) {
            value *= 10;
        }
        return value;
    }

    private static byte[] word(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
