/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

/**
 * What {@link FrameType#REGISTER} says.
 *
 * @param node  who registers
 * @param state UP or DRAINING
 */
record Registration(NodeDescription node, NodeState state) {
}
