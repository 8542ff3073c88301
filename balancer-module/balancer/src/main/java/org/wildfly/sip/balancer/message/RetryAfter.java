/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;

/**
 * The header by which whoever refuses says for how long (RFC 3261 section 20.33).
 */
public final class RetryAfter {
    /** There is none, or none that can be read. */
    public static final int NONE = -1;

    private static final byte[][] NAMES = {"retry-after".getBytes(StandardCharsets.US_ASCII)};
    /** Longer than this nobody is left alone because he once said so. */
    private static final int MAX = 3600;

    private RetryAfter() {
    }

    /** The seconds in a message, an hour at most; {@link #NONE} if it has none. */
    public static int of(SipMessage message) {
        int from = RareHeader.find(message, NAMES);
        int seconds = NONE;
        for (int i = Math.max(0, from); from >= 0 && i < message.body() && isDigit(message.bytes()[i]); i++) {
            seconds = Math.min(MAX, Math.max(0, seconds) * 10 + message.bytes()[i] - '0');
        }
        return seconds;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
