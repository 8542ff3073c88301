/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a node and a balancer say to each other: one kept TCP connection per pair, over which the node tells who it is, which state it is
 * in and that it is alive, and the balancer tells who it is and which other nodes died.
 * <p>
 * {@link org.wildfly.sip.heartbeat.HeartbeatClient} is the node's side, {@link org.wildfly.sip.heartbeat.HeartbeatServer} the balancer's.
 * A connection that closes without a goodbye means that the other side is dead, at once; a silent one after a timeout. The wire format is
 * described at {@link org.wildfly.sip.heartbeat.FrameType}. Nothing here knows SIP messages.
 */
package org.wildfly.sip.heartbeat;
