/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

/**
 * Told when a node takes over from another.
 */
@FunctionalInterface
public interface Switchover {
    /**
     * What has gone to the node of one route name goes to that of the other from now on. May be called by several threads; must return
     * at once.
     */
    void switchover(String fromJvmRoute, String toJvmRoute);
}
