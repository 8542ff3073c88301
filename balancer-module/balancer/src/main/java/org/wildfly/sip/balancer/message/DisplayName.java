/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

/**
 * The name before the URI of From and To (RFC 3261 section 20.10), which a proxy does not need, but must not pass on if it makes others
 * find the URI elsewhere.
 */
final class DisplayName {
    private DisplayName() {
    }

    /** False if a quotation mark is not closed, or a comma is in an unquoted name. */
    static boolean isGood(byte[] bytes, int from, int to) {
        boolean comma = false;
        boolean quoted = false;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (quoted && b == '\\') {
                i++;
            } else if (b == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                if (b == '<') {
                    return !comma;
                }
                if (b == ';') {
                    return true;
                }
                comma |= b == ',';
            }
        }
        return !quoted;
    }
}
