/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.wildfly.sip.heartbeat.Transport;

/**
 * The names of transports in Via and URIs, whatever their capitals.
 */
final class TransportName {
    private static final Transport[] TRANSPORTS = Transport.values();
    private static final byte[][] NAMES = names();

    private TransportName() {
    }

    /** The transport of a name, or null. */
    static Transport of(byte[] bytes, int from, int to) {
        for (int i = 0; i < NAMES.length; i++) {
            if (Ascii.is(bytes, from, to, NAMES[i])) {
                return TRANSPORTS[i];
            }
        }
        return null;
    }

    private static byte[][] names() {
        byte[][] names = new byte[TRANSPORTS.length][];
        for (int i = 0; i < names.length; i++) {
            names[i] = TRANSPORTS[i].name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        }
        return names;
    }
}
