/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;

/**
 * A request of a client that a node has got and not answered yet.
 *
 * @param order  grows from request to request
 * @param nodeId {@link org.wildfly.sip.balancer.node.Node#id() of the node}
 * @param at     where the request came
 * @param source the client's end of its connection
 * @param flow   the number of that connection
 * @param attempt how often it has been sent before
 * @param bytes  the request as it came; not to be changed
 * @param since  when the request came, in {@link System#nanoTime()}
 */
record UnansweredRequest(long order, int nodeId, ListeningPoint at, InetSocketAddress source, long flow, int attempt, byte[] bytes,
        long since) {
}
