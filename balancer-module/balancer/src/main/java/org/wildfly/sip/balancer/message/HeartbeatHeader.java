/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;

/**
 * The header that makes an OPTIONS or INFO request the announcement of a node: as it has always been, and as it was documented.
 */
public final class HeartbeatHeader {
    private static final byte[][] NAMES = {"mobicents-heartbeat".getBytes(StandardCharsets.US_ASCII),
            "restcomm-heartbeat".getBytes(StandardCharsets.US_ASCII)};

    private HeartbeatHeader() {
    }

    /** True if a message has the header, whatever its value. */
    public static boolean isIn(SipMessage message) {
        return RareHeader.find(message, NAMES) >= 0;
    }
}
