/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.http;

import java.net.InetAddress;

import org.wildfly.sip.balancer.heartbeat.AnnouncedNode;

/**
 * One life of a node. Immutable.
 *
 * @param peer      where it was announced from; nobody else speaks for it
 * @param announced what it said
 * @param port      where it wants to be told that the balancer stops; 0 for nowhere
 */
record Session(InetAddress peer, AnnouncedNode announced, int port) {
}
