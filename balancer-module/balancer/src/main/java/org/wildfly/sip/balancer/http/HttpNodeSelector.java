/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * Chooses a node by the value of {@code httpAffinityKey}, like the SIP side does by a header of equal value. Called by many threads at the
 * same time: must not wait.
 */
@FunctionalInterface
public interface HttpNodeSelector {

    /**
     * The node for a value.
     *
     * @param value what the query parameter has
     * @param nodes the nodes of now
     * @return a node that is UP; null if the value does not matter, or there is none
     */
    Node select(String value, Nodes nodes);
}
