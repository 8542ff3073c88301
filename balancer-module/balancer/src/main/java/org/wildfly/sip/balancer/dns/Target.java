/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

import java.net.InetSocketAddress;
import java.util.List;

import org.wildfly.sip.heartbeat.Transport;

/**
 * A server that takes SIP for a host.
 *
 * @param priority  the lowest is taken first
 * @param weight    the share among those of the same priority
 * @param addresses of the server, of any family
 */
public record Target(Transport transport, int priority, int weight, List<InetSocketAddress> addresses) {
}
