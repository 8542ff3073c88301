/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.capture;

import java.net.InetSocketAddress;
import java.time.Instant;

import org.wildfly.sip.heartbeat.Transport;

/**
 * A copy of a message.
 *
 * @param time      when it came or was sent
 * @param transport over which
 * @param from      who has sent it; null if that is not known
 * @param to        who gets it; null if that is not known
 * @param bytes     its own; changed only to mask its secrets
 */
record CapturedMessage(Instant time, Transport transport, InetSocketAddress from, InetSocketAddress to, byte[] bytes) {
}
