/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

/**
 * The transports over which a node or a balancer takes SIP messages (RFC 3261 section 18, RFC 7118).
 */
public enum Transport {
    UDP(1), TCP(2), TLS(3), WS(4), WSS(5);

    private final int code;

    Transport(int code) {
        this.code = code;
    }

    /** The number that stands for this transport on the wire; never changes. */
    int code() {
        return this.code;
    }

    /** The transport of a number from the wire, or null if this release does not know it. */
    static Transport of(int code) {
        for (Transport transport : values()) {
            if (transport.code == code) {
                return transport;
            }
        }
        return null;
    }
}
