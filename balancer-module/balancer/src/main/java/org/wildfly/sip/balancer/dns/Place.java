/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

import java.net.InetSocketAddress;

import org.wildfly.sip.heartbeat.Transport;

/**
 * A place to which requests can be sent.
 */
public record Place(Transport transport, InetSocketAddress address) {
}
