/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.util.function.Predicate;

import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * Where calls go at first, and when their node has died. Called by many threads at the same time: must not wait.
 */
interface Placement {

    /** The node for a new call; null if there is none. */
    Node first(SipMessage message, Nodes nodes);

    /**
     * The node that goes on with a call.
     *
     * @param nodes preferring those of the version that the call has begun with, if that is known
     * @param dead  the node that the call had; null if that is not known
     * @return null if there is none
     */
    Node survivor(SipMessage message, Nodes nodes, Node dead);

    /** The node for an HTTP request, as {@link BalancerAlgorithm#selectHttp}. */
    default Node http(String affinity, String session, Nodes nodes, Predicate<Node> usable) {
        return null;
    }

    /** A request is about to be sent to a node. */
    default void sending(SipMessage request, Node node) {
    }

    /** A final response has passed. */
    default void completed(SipMessage response) {
    }

    /** What a node had is another's now. */
    default void switched(Node from, Node to) {
    }

    /** Called every few seconds, by one thread. */
    default void expire() {
    }
}
