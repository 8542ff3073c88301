/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import org.wildfly.sip.heartbeat.Transport;

/**
 * The names of transports in Via and URIs, whatever their capitals.
 */
final class TransportName {
    private static final long UDP = Parameter.letters("udp");
    private static final long TCP = Parameter.letters("tcp");
    private static final long TLS = Parameter.letters("tls");
    private static final long WS = Parameter.letters("ws");
    private static final long WSS = Parameter.letters("wss");

    private TransportName() {
    }

    /** The transport of a name, or null. */
    static Transport of(byte[] bytes, int from, int to) {
        long letters = Ascii.lowerHead(bytes, from, to);
        return letters == UDP
                ? Transport.UDP
                : letters == TCP
                        ? Transport.TCP
                        : letters == TLS ? Transport.TLS : letters == WS ? Transport.WS : letters == WSS ? Transport.WSS : null;
    }
}
