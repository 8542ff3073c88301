/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

/**
 * A request of a client that a node has got and not answered yet.
 *
 * @param order  grows from request to request
 * @param nodeId {@link org.wildfly.sip.balancer.node.Node#id() of the node}
 * @param copy   the request
 * @param since  when it came, in {@link System#nanoTime()}
 */
record UnansweredRequest(long order, int nodeId, RequestCopy copy, long since) {
}
