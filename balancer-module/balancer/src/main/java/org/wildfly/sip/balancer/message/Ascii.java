/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Comparing and reading ASCII in byte arrays without making strings of it. A range is from its first index to the one after its last.
 */
final class Ascii {
    /** Reads eight bytes of an array, the first one lowest. */
    static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Ascii() {
    }

    static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
    }

    /** True if the range is the given word, which must be in lower case, in any case. */
    static boolean is(byte[] bytes, int from, int to, byte[] lowerCaseWord) {
        if (to - from != lowerCaseWord.length) {
            return false;
        }
        for (int i = 0; i < lowerCaseWord.length; i++) {
            if (lower(bytes[from + i]) != lowerCaseWord[i]) {
                return false;
            }
        }
        return true;
    }

    /** True if the range begins with exactly the given prefix. */
    static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
        if (to - from < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[from + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** The decimal number that is the whole range, or -1 if it is none or over two thousand million. */
    static int number(byte[] bytes, int from, int to) {
        if (from >= to || to - from > 10) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }

    static int hexDigit(byte b) {
        int c = lower(b);
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    /** The number that a range stands for in hexadecimal; -1 if it is empty, no such number or too great. */
    static long hex(byte[] bytes, int from, int to) {
        if (from == to || to - from > 16 || to - from == 16 && hexDigit(bytes[from]) > 7) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = hexDigit(bytes[i]);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** The index of a character in a range, or -1. Looks at eight bytes at a time. */
    static int indexOf(byte[] bytes, int from, int to, int wanted) {
        long pattern = wanted * LOW_BITS;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long difference = (long) WORDS.get(bytes, i) ^ pattern;
            long zero = difference - LOW_BITS & ~difference & HIGH_BITS;
            if (zero != 0) {
                return i + (Long.numberOfTrailingZeros(zero) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Blank, tab, or a line end within a folded header. */
    static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    static int skipSpace(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && isSpace(bytes[i])) {
            i++;
        }
        return i;
    }

    static int trimEnd(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isSpace(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    /** A character that may stand in a token (RFC 3261 section 25.1). */
    static boolean isToken(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-' || b == '.' || b == '!' || b == '%'
                || b == '*' || b == '_'
                || b == '+' || b == '`' || b == '\'' || b == '~';
    }

    /** The index of the next such character that is outside quotation marks and angle brackets, or the end of the range. */
    static int separator(byte[] bytes, int from, int to, int wanted) {
        int i = from;
        while (i < to) {
            int hit = indexOf(bytes, i, to, wanted);
            int end = hit < 0 ? to : hit;
            int bracket = indexOf(bytes, i, end, '<');
            int quote = indexOf(bytes, i, bracket < 0 ? end : bracket, '"');
            if (quote >= 0) {
                i = afterQuoted(bytes, quote + 1, to);
            } else if (bracket >= 0) {
                int close = indexOf(bytes, bracket, to, '>');
                i = close < 0 ? to : close + 1;
            } else {
                return end;
            }
        }
        return to;
    }

    private static int afterQuoted(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '"') {
                return i + 1;
            }
        }
        return to;
    }
}
