/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

import java.net.InetSocketAddress;

import org.wildfly.sip.heartbeat.Transport;

/**
 * A place where a host takes SIP.
 *
 * @param priority the lowest is taken first
 * @param weight   the share among those of the same priority
 */
public record Target(Transport transport, InetSocketAddress address, int priority, int weight) {
}
