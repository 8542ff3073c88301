/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

/** The syntax of hosts (RFC 3261 section 25.1), with the underscore that is common in names of private networks. */
final class Hosts {
    private Hosts() {
    }

    /** @throws IllegalArgumentException if the text is neither a host name nor an IP address */
    static void check(String host) {
        if (!isHost(host)) {
            throw new IllegalArgumentException("Not a host: " + host);
        }
    }

    static boolean isHost(String host) {
        if (host == null || host.isEmpty()) {
            return false;
        }
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String text = bracketed ? host.substring(1, host.length() - 1) : host;
        boolean numeric = text.indexOf(':') >= 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean valid = numeric
                    ? c == ':' || c == '.' || Character.digit(c, 16) >= 0 && c < 0x80
                    : c == '-' || c == '.' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!valid) {
                return false;
            }
        }
        return numeric || !bracketed;
    }
}
