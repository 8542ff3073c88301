/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

/**
 * Finds the address, and the user in it, of a From or To value.
 */
final class AddressParts {

    private AddressParts() {
    }

    /** Where the address begins, after the scheme. */
    static int from(byte[] bytes, int from, int to) {
        int open = Ascii.separator(bytes, from, to, '<');
        int uri = open < to ? open + 1 : from;
        int colon = Ascii.indexOf(bytes, uri, to, ':');
        return colon < 0 ? uri : colon + 1;
    }

    /** Where the address, or the user in it, ends. */
    static int to(byte[] bytes, int from, int to, boolean user) {
        int at = Ascii.indexOf(bytes, from, to, '@');
        int hostFrom = at < 0 ? from : at + 1;
        int end = hostFrom;
        while (end < to && bytes[end] != ';' && bytes[end] != '?' && bytes[end] != '>' && !Ascii.isSpace(bytes[end])) {
            end++;
        }
        if (!user || at < 0) {
            return end;
        }
        int password = Ascii.indexOf(bytes, from, at, ':');
        return password < 0 ? at : password;
    }

    /** Feeds an address or user into a hash: what is escaped as what it stands for, the host in lower case (RFC 3261 section 19.1.4). */
    static SipHash update(SipHash hash, byte[] bytes, int from, int to) {
        int at = Ascii.indexOf(bytes, from, to, '@');
        for (int i = from; i < to; i++) {
            boolean escaped = bytes[i] == '%' && i + 2 < to && Ascii.hexDigit(bytes[i + 1]) >= 0 && Ascii.hexDigit(bytes[i + 2]) >= 0;
            if (escaped) {
                hash.update(Ascii.hexDigit(bytes[i + 1]) << 4 | Ascii.hexDigit(bytes[i + 2]));
                i += 2;
            } else {
                hash.update(at >= 0 && i > at ? Ascii.lower(bytes[i]) : bytes[i]);
            }
        }
        return hash;
    }
}
