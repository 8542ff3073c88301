/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container;

import java.net.InetSocketAddress;

/**
 * Where and how a node listens for SIP.
 *
 * @param name names the connector in messages
 * @param transport UDP or TCP
 * @param address what to bind; port 0 for any free one
 * @param publicHost the host that peers are told in Via and Contact; null for the bound address
 * @param publicPort the port that peers are told; 0 for the bound one
 */
public record ConnectorConfiguration(String name, Transport transport, InetSocketAddress address, String publicHost, int publicPort) {
    /** The transports of RFC 3261 that a connector can have. */
    public enum Transport {
        /** RFC 3261 section 18.1. */
        UDP,
        /** RFC 3261 section 18.1. */
        TCP
    }
}
