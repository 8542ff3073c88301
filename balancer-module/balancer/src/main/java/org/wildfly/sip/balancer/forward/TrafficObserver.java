/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.Via;
import org.wildfly.sip.balancer.node.Node;

/**
 * Is told of what goes to nodes and what they answer. Called by all transport threads, once per message: must not wait, nor make objects,
 * nor throw.
 */
public interface TrafficObserver {
    /** Nothing is known of how long an answer took. */
    long UNKNOWN_TIME = -1;

    /** Observes nothing. */
    TrafficObserver NONE = new TrafficObserver() {
    };

    /**
     * A request is sent to a node.
     *
     * @param initial true if it belongs to no dialog yet: To has no tag
     */
    default void requestToNode(Node node, Method method, boolean initial) {
    }

    /**
     * A response of a node to a request that this balancer, or another with the same nodes, has sent to it.
     *
     * @param node    the node, in any state; null if it is not known any more
     * @param method  of CSeq
     * @param own     the balancer's own Via as it came back, with what the node says of its load (RFC 7339)
     * @param elapsed microseconds since the request was sent, or {@link #UNKNOWN_TIME}
     */
    default void responseOfNode(Node node, int status, Method method, Via own, long elapsed) {
    }

    /** One that passes on to several. */
    static TrafficObserver of(TrafficObserver... observers) {
        return observers.length == 1 ? observers[0] : new TrafficObserver() {
            @Override
            public void requestToNode(Node node, Method method, boolean initial) {
                for (TrafficObserver observer : observers) {
                    observer.requestToNode(node, method, initial);
                }
            }

            @Override
            public void responseOfNode(Node node, int status, Method method, Via own, long elapsed) {
                for (TrafficObserver observer : observers) {
                    observer.responseOfNode(node, status, method, own, elapsed);
                }
            }
        };
    }
}
