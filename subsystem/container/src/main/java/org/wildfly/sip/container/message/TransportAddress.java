/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

/**
 * One end of a message's way.
 *
 * @param host an IP address
 * @param port a port
 * @param transport the name of the transport in upper-case letters, such as {@code UDP}; null if it is not known
 */
public record TransportAddress(String host, int port, String transport) {
}
