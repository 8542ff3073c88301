/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.network;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An IP address as a text. Never looks a name up.
 */
public final class AddressText {
    private static final int MAX_V4 = 15;
    private static final int MAX_V6 = 45;

    private AddressText() {
    }

    /** The address that a text is; null if it is none. */
    public static InetAddress parse(String text) {
        try {
            if (text.indexOf(':') < 0) {
                byte[] v4 = v4(text);
                return v4 == null ? null : InetAddress.getByAddress(v4);
            }
            boolean plain = text.length() <= MAX_V6
                    && text.chars().allMatch(c -> c == ':' || c == '.' || c < 128 && Character.digit(c, 16) >= 0);
            // In brackets it is an address or an error, never a name.
            return plain ? InetAddress.getByName('[' + text + ']') : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static byte[] v4(String text) {
        byte[] address = new byte[4];
        int part = 0;
        int value = -1;
        for (int i = 0; i <= text.length() && i <= MAX_V4; i++) {
            char c = i == text.length() ? '.' : text.charAt(i);
            if (c >= '0' && c <= '9') {
                value = Math.max(value, 0) * 10 + c - '0';
            }
            if (value < 0 || value > 255 || c != '.' && (c < '0' || c > '9')) {
                return null;
            }
            if (c == '.') {
                if (part == address.length) {
                    return null;
                }
                address[part++] = (byte) value;
                value = -1;
            }
        }
        return part == address.length && text.length() <= MAX_V4 ? address : null;
    }
}
