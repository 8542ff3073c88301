/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.io.IOException;
import java.util.function.Predicate;

import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * Chooses nodes for messages. Called by many transport threads at the same time: must not wait, and should not make objects.
 * <p>
 * One of one's own has a public constructor that takes an {@link AlgorithmContext}; {@code algorithmClass} names it. The least that it
 * needs is {@link #select}; {@link Nodes#choose} helps with versions, draining, ailing and fresh nodes.
 */
public interface BalancerAlgorithm extends AutoCloseable {

    /**
     * The node for a message that nothing else decides: the first request of a call, one of a dialog whose node is not named or is dead,
     * or a response to a dead node.
     *
     * @param message the message; valid during the call only
     * @param nodes   the nodes of now, preferring those of the version that the dialog has begun with, if that is known
     * @param dead    the node that the message was meant for and that is DOWN or does not answer; null if there is none
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

    /**
     * The node for a message that names a node that may have it: the one to which its dialog has {@link #moved}, if it has, else the
     * named one, which is {@link #assigned} then. An algorithm that remembers calls may answer with one look instead of two.
     *
     * @param named the node that the message names
     * @return never null
     */
    default Node follow(SipMessage message, Nodes nodes, Node named) {
        Node moved = moved(message, nodes);
        if (moved == null) {
            assigned(message, named, false);
        }
        return moved == null ? named : moved;
    }

    /** A request is about to be sent to a node, by whomever that was chosen. */
    default void sending(SipMessage request, Node node) {
    }

    /** A final response to a request has passed. */
    default void completed(SipMessage response) {
    }

    /**
     * The node for an HTTP request whose session id names none that lives.
     *
     * @param affinity what the query parameter {@code httpAffinityKey} has, or null
     * @param session  the session id without its jvmRoute, or null
     * @param nodes    the nodes of now
     * @param usable   true for nodes that may be taken
     * @return a usable node, or null if it does not matter to this algorithm, or there is none
     */
    default Node selectHttp(String affinity, String session, Nodes nodes, Predicate<Node> usable) {
        return null;
    }

    /**
     * A node has taken over all that another had, as nodes tell by the jvmRoutes of both.
     *
     * @param from the jvmRoute of the one that is dead, or has left its calls behind
     * @param to   the jvmRoute of the one that goes on
     */
    default void switched(String from, String to, Nodes nodes) {
    }

    /**
     * The file has been read again, and something has changed of what this algorithm was given; its class has not.
     *
     * @return what goes on in its place from now on, for instance the same object; null if one is to be made by the constructor, and this
     * one is to be closed. If it is another object, this one is closed, too
     * @throws IOException if that cannot be used; its message says why. Then all stays as it was
     */
    default BalancerAlgorithm reconfigured(AlgorithmContext context) throws IOException {
        return null;
    }

    /** Called every few seconds, by one thread. */
    default void expire() {
    }

    /** How many calls are remembered. */
    default int size() {
        return 0;
    }

    /** Lets go of what the algorithm holds; the last call, by then no message is under way any more. */
    @Override
    default void close() {
    }
}
