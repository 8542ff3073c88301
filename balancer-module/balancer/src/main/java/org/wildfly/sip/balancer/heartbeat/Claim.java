/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * What one source says of a node. Immutable.
 *
 * @param node  the description
 * @param state UP or DRAINING
 * @param heard when it said so last, in {@link System#nanoTime()}
 */
record Claim(NodeDescription node, NodeState state, long heard) {
}
