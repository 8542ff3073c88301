/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * Chooses nodes for messages. Called by many transport threads at the same time: must not wait, and should not make objects.
 */
public interface BalancerAlgorithm {

    /**
     * The node for a message that nothing else decides: the first request of a call, one of a dialog whose node is not named or is dead,
     * or a response to a dead node.
     *
     * @param message the message; valid during the call only
     * @param nodes   the nodes of now
     * @param dead    the node that the message was meant for and that is DOWN; null if there is none
     * @return a node that is UP, or DRAINING if the dialog is its own; null if there is none
     */
    Node select(SipMessage message, Nodes nodes, Node dead);

    /**
     * The node to which a dialog has moved, because the one named in its Route was dead once.
     *
     * @return the node, alive; null if the dialog has not moved
     */
    default Node moved(SipMessage message, Nodes nodes) {
        return null;
    }

    /**
     * The node of a message was found without this algorithm: it is named in the Route, or has sent the message itself.
     *
     * @param moved true if the message names another node, which is not the right one any more
     */
    default void assigned(SipMessage message, Node node, boolean moved) {
    }

    /** A final response to a request has passed. */
    default void completed(SipMessage response) {
    }

    /** Called every few seconds, by one thread. */
    default void expire() {
    }

    /** How many calls are remembered. */
    default int size() {
        return 0;
    }
}
