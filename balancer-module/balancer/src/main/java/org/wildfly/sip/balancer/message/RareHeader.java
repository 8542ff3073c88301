/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

/**
 * Finds a header that is not among those that are looked for in each message.
 */
final class RareHeader {
    private static final int NONE = -1;

    private RareHeader() {
    }

    /**
     * Where the value of the first header begins that has one of some names.
     *
     * @param names in lower case
     * @return an index into the message's bytes, not after the end of the line; -1 if there is none
     */
    static int find(SipMessage message, byte[][] names) {
        byte[] bytes = message.bytes();
        int lineEnd = 0;
        for (int from = message.headersStart(); from < message.body(); from = lineEnd) {
            lineEnd = Ascii.indexOf(bytes, from, message.body(), '\n') + 1;
            if (lineEnd == 0) {
                return NONE;
            }
            int colon = Ascii.indexOf(bytes, from, lineEnd, ':');
            int end = colon < 0 ? from : Ascii.trimEnd(bytes, from, colon);
            for (byte[] name : names) {
                if (Ascii.is(bytes, from, end, name)) {
                    return Ascii.skipSpace(bytes, colon + 1, lineEnd);
                }
            }
        }
        return NONE;
    }
}
