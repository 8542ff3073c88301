/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/**
 * Finds any of some words in bytes, whatever their capitals, in one pass that skips most of the bytes (Wu, Manber: A fast algorithm for
 * multi-pattern searching, 1994). Immutable.
 */
public final class WordSearch {
    /** The shortest word. */
    public static final int MIN_LENGTH = 3;

    private static final int SIZE = 1024;

    private final byte[][] words;
    private final int shortest;
    /** How far to go on, by the pair of bytes at which the search looks; 0 if a word may be here. */
    private final byte[] skips = new byte[SIZE];

    /**
     * @param words each of {@link #MIN_LENGTH} characters or more
     */
    public WordSearch(Collection<String> words) {
        this.words = words.stream().map(word -> word.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        this.shortest = Arrays.stream(this.words).mapToInt(word -> word.length).min().orElse(Integer.MAX_VALUE);
        if (this.shortest < MIN_LENGTH) {
            throw new IllegalArgumentException("A word is too short");
        }
        int furthest = Math.min(Byte.MAX_VALUE, this.shortest - 1);
        Arrays.fill(this.skips, (byte) furthest);
        for (byte[] word : this.words) {
            for (int i = 1; i < this.shortest; i++) {
                int pair = pair(word[i - 1], word[i]);
                this.skips[pair] = (byte) Math.min(this.skips[pair], this.shortest - 1 - i);
            }
        }
    }

    /** True if there is no word. */
    public boolean isEmpty() {
        return this.words.length == 0;
    }

    /** True if one of the words stands in User-Agent, From or To of a message. */
    public boolean isInNames(SipMessage message) {
        return isIn(message, HeaderName.USER_AGENT) || isIn(message, HeaderName.FROM) || isIn(message, HeaderName.TO);
    }

    private boolean isIn(SipMessage message, HeaderName name) {
        int line = message.lines.first(name);
        return line >= 0 && find(message.bytes(), message.lines.valueStart(line), message.lines.valueEnd(line));
    }

    /** True if one of the words stands in a range. */
    boolean find(byte[] bytes, int from, int to) {
        if (this.shortest > to - from) {
            return false;
        }
        int i = from + this.shortest - 1;
        while (i < to) {
            int skip = this.skips[pair(bytes[i - 1], bytes[i])];
            if (skip == 0) {
                if (isWord(bytes, i - this.shortest + 1, to)) {
                    return true;
                }
                skip = 1;
            }
            i += skip;
        }
        return false;
    }

    private boolean isWord(byte[] bytes, int from, int to) {
        for (byte[] word : this.words) {
            if (to - from >= word.length && Ascii.is(bytes, from, from + word.length, word)) {
                return true;
            }
        }
        return false;
    }

    private static int pair(byte first, byte second) {
        return ((first | 0x20) << 5 ^ (second | 0x20)) & SIZE - 1;
    }
}
