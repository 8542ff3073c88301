/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;

/**
 * The header that makes an OPTIONS or INFO request the announcement of a node: as it has always been, and as it was documented. Not among
 * those that are looked for in each message.
 */
public final class HeartbeatHeader {
    private static final byte[] MOBICENTS = "mobicents-heartbeat".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RESTCOMM = "restcomm-heartbeat".getBytes(StandardCharsets.US_ASCII);

    private HeartbeatHeader() {
    }

    /** True if a message has the header, whatever its value. */
    public static boolean isIn(SipMessage message) {
        byte[] bytes = message.bytes();
        int lineEnd = 0;
        for (int from = message.headersStart(); from < message.body(); from = lineEnd) {
            lineEnd = Ascii.indexOf(bytes, from, message.body(), '\n') + 1;
            if (lineEnd == 0) {
                return false;
            }
            int colon = Ascii.indexOf(bytes, from, lineEnd, ':');
            int end = colon < 0 ? from : Ascii.trimEnd(bytes, from, colon);
            if (Ascii.is(bytes, from, end, MOBICENTS) || Ascii.is(bytes, from, end, RESTCOMM)) {
                return true;
            }
        }
        return false;
    }
}
