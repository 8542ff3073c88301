/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.util.function.Predicate;

import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * Chooses a node for an HTTP request whose session id names none that lives, as the algorithm does for SIP. Called by many threads at the
 * same time: must not wait.
 */
@FunctionalInterface
public interface HttpNodeSelector {

    /**
     * The node for a request.
     *
     * @param affinity what the query parameter {@code httpAffinityKey} has, or null
     * @param session  the session id without its jvmRoute, or null
     * @param nodes    the nodes of now
     * @param usable   true for nodes that may be taken
     * @return a usable node; null if it does not matter, or there is none
     */
    Node select(String affinity, String session, Nodes nodes, Predicate<Node> usable);
}
