/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

/**
 * The schemes of URIs (RFC 3261 section 25.1).
 */
final class UriScheme {
    private UriScheme() {
    }

    /** True if a text can be a scheme. */
    static boolean isGood(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int c = Ascii.lower(bytes[i]);
            if ((c < 'a' || c > 'z') && (i == from || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.')) {
                return false;
            }
        }
        return true;
    }
}
