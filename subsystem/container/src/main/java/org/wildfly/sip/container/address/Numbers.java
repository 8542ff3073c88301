/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

/** Decimal numbers of header fields and URIs. */
final class Numbers {
    private Numbers() {
    }

    /**
     * Parses a number without sign.
     *
     * @param max the greatest value; a greater one counts as this, as RFC 3261 section 20 wants for delta-seconds
     * @return the number; -1 if the text is null or no number
     */
    static int parse(String text, int max) {
        if (text == null || text.isEmpty()) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = Math.min(value * 10 + digit, max);
        }
        return (int) value;
    }
}
