/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

/**
 * An SRV record (RFC 2782).
 *
 * @param priority the lowest is taken first
 * @param weight   the share among those of the same priority
 * @param port     where the service is
 * @param target   the host, without a dot at the end; empty if there is no such service
 */
public record SrvRecord(int priority, int weight, int port, String target) {
}
