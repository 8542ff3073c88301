/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Text from the network that a regular expression looks at a limited number of times: an operator's expression may need exponential time
 * for a text that somebody has made for it.
 */
final class BoundedText implements CharSequence {
    private static final int MAX_LENGTH = 256;
    private static final int MAX_LOOKS = 8192;

    private final String text;
    private int looks;

    BoundedText(byte[] bytes, int from, int to) {
        this.text = new String(bytes, from, Math.min(MAX_LENGTH, to - from), StandardCharsets.UTF_8);
    }

    /** True if the text matches, or if that takes too long to find out. */
    boolean matches(Pattern pattern) {
        try {
            return pattern.matcher(this).matches();
        } catch (TooManyLooksException e) {
            return true;
        }
    }

    @Override
    public int length() {
        return this.text.length();
    }

    @Override
    public char charAt(int index) {
        if (++this.looks > MAX_LOOKS) {
            throw new TooManyLooksException();
        }
        return this.text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return this.text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return this.text;
    }

    private static final class TooManyLooksException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyLooksException() {
            super(null, null, false, false);
        }
    }
}
