/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Comparing and reading ASCII in byte arrays without making strings of it. A range is from its first index to the one after its last.
 */
final class Ascii {
    /** Reads eight bytes of an array, the first one lowest. */
    static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** A bit for each character. */
    private static final long[] TOKEN = tokens();
    /** The bit in which upper and lower case differ. */
    private static final int CASE = 0x20;

    private Ascii() {
    }

    static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b | CASE : b;
    }

    /** True if the range is the given word, which must be in lower case, in any case. */
    static boolean is(byte[] bytes, int from, int to, byte[] lowerCaseWord) {
        if (to - from != lowerCaseWord.length) {
            return false;
        }
        for (int i = 0; i < lowerCaseWord.length; i++) {
            int wanted = lowerCaseWord[i];
            int difference = bytes[from + i] ^ wanted;
            if (difference != 0 && (difference != CASE || wanted < 'a' || wanted > 'z')) {
                return false;
            }
        }
        return true;
    }

    /** The first eight bytes of a range, or what there is of them, as a number; the first one is the lowest. */
    static long head(byte[] bytes, int from, int to) {
        int count = Math.min(Long.BYTES, to - from);
        if (count > 0 && from + Long.BYTES <= bytes.length) {
            return (long) WORDS.get(bytes, from) & -1L >>> Byte.SIZE * (Long.BYTES - count);
        }
        long head = 0;
        for (int i = from + count - 1; i >= from; i--) {
            head = head << Byte.SIZE | bytes[i] & 0xff;
        }
        return head;
    }

    /** As {@link #head}, with the bits set in which upper and lower case of letters differ. Exact only for letters. */
    static long lowerHead(byte[] bytes, int from, int to) {
        int count = Math.min(Long.BYTES, to - from);
        return count <= 0 ? 0 : head(bytes, from, to) | CASE * LOW_BITS >>> Byte.SIZE * (Long.BYTES - count);
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

    /** The index of a character in a range, or -1. Looks at eight bytes at a time, also beyond the range if the array goes on. */
    static int indexOf(byte[] bytes, int from, int to, int wanted) {
        long pattern = wanted * LOW_BITS;
        int words = Math.min(to, bytes.length - Long.BYTES + 1);
        int i = from;
        for (; i < words; i += Long.BYTES) {
            long difference = (long) WORDS.get(bytes, i) ^ pattern;
            long zero = difference - LOW_BITS & ~difference & HIGH_BITS;
            if (zero != 0) {
                int hit = i + (Long.numberOfTrailingZeros(zero) >>> 3);
                return hit < to ? hit : -1;
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** The index of the first of two characters in a range, or -1. */
    static int indexOfEither(byte[] bytes, int from, int to, int one, int other) {
        long onePattern = one * LOW_BITS;
        long otherPattern = other * LOW_BITS;
        int words = Math.min(to, bytes.length - Long.BYTES + 1);
        int i = from;
        for (; i < words; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, i);
            long first = word ^ onePattern;
            long second = word ^ otherPattern;
            long zero = (first - LOW_BITS & ~first | second - LOW_BITS & ~second) & HIGH_BITS;
            if (zero != 0) {
                int hit = i + (Long.numberOfTrailingZeros(zero) >>> 3);
                return hit < to ? hit : -1;
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == one || bytes[i] == other) {
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
        // Mostly there is none, or one.
        if (from >= to || bytes[from] > ' ') {
            return from;
        }
        int i = from;
        while (i < to && isSpace(bytes[i])) {
            i++;
        }
        return i;
    }

    static int trimEnd(byte[] bytes, int from, int to) {
        if (to <= from || bytes[to - 1] > ' ') {
            return to;
        }
        int end = to;
        while (end > from && isSpace(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    /** A character that may stand in a token (RFC 3261 section 25.1). */
    static boolean isToken(byte b) {
        return b >= 0 && (TOKEN[b >>> 6] >>> b & 1) != 0;
    }

    private static long[] tokens() {
        long[] bits = new long[2];
        for (byte b : "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.!%*_+`'~".getBytes(StandardCharsets.US_ASCII)) {
            bits[b >>> 6] |= 1L << b;
        }
        return bits;
    }

    /** The index of the next such character that is outside quotation marks and angle brackets, or the end of the range. */
    static int separator(byte[] bytes, int from, int to, int wanted) {
        int i = from;
        while (i < to) {
            int end = indexOf(bytes, i, to, wanted);
            if (end < 0) {
                return to;
            }
            int open = indexOfEither(bytes, i, end, '<', '"');
            if (open < 0) {
                return end;
            }
            if (bytes[open] == '"') {
                i = afterQuoted(bytes, open + 1, to);
            } else {
                int close = indexOf(bytes, open, to, '>');
                i = close < 0 ? to : close + 1;
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
