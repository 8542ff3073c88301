/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import javax.servlet.sip.SipServletRequest;

/**
 * A regular expression for a header's value (an extension of RestComm). The text is a stranger's, so the work on it is bounded: a value
 * that is too long, or costs too much, does not match.
 */
final class HeaderPattern {
    private static final int MAXIMUM_LENGTH = 1024;
    private static final int MAXIMUM_STEPS = 50_000;

    private final String header;
    private final Pattern pattern;

    private HeaderPattern(String header, Pattern pattern) {
        this.header = header;
        this.pattern = pattern;
    }

    /**
     * Understands {@code HEADER:EXPRESSION}.
     *
     * @throws PatternSyntaxException if it is none
     */
    static HeaderPattern of(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            throw new PatternSyntaxException("the header is missing", text, 0);
        }
        return new HeaderPattern(text.substring(0, colon).strip(), Pattern.compile(text.substring(colon + 1)));
    }

    /** Whether a part of the header's value matches. */
    boolean matches(SipServletRequest request) {
        String value = request.getHeader(this.header);
        if (value == null || value.length() > MAXIMUM_LENGTH) {
            return false;
        }
        try {
            return this.pattern.matcher(new BoundedText(value, new int[]{MAXIMUM_STEPS})).find();
        } catch (TooManySteps e) {
            return false;
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final TooManySteps INSTANCE = new TooManySteps();

        private TooManySteps() {
            super(null, null, false, false);
        }
    }

    /** A text that can be looked at so many times. */
    private record BoundedText(String text, int[] left) implements CharSequence {
        @Override
        public int length() {
            return this.text.length();
        }

        @Override
        public char charAt(int index) {
            if (this.left[0]-- == 0) {
                throw TooManySteps.INSTANCE;
            }
            return this.text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new BoundedText(this.text.substring(start, end), this.left);
        }

        @Override
        public String toString() {
            return this.text;
        }
    }
}
