/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.node;

import org.wildfly.sip.balancer.health.Ejection;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * What a node must be like to get a new call. They are tried in this order, until there is a node.
 */
public enum Fitness {
    /** UP, well, and with room for the call in its share if it is fresh. */
    GOOD,
    /** UP and well. */
    FRESH,
    /** UP: better a bad node than none. */
    UNWELL;

    static final Fitness[] ALL = values();

    /**
     * True if a node may get a call. One that has asked for less (RFC 7339) may not, whatever there is besides.
     *
     * @param key  what the choice depends on, the same on all balancers
     * @param call the hash of the Call-ID
     */
    public boolean accepts(Node node, long key, long call) {
        return node.state() == NodeState.UP && (this == UNWELL || node.health().ejection() == Ejection.NONE)
                && (this != GOOD || node.health().isWarmFor(key)) && !node.health().isOverloadedFor(call);
    }
}
