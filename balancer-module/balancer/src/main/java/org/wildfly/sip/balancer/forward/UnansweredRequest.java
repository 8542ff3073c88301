/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

/**
 * A request of a client that a node has got and not answered yet; or one that has been taken from a dead node, of which no answer is wanted
 * any more.
 *
 * @param order  grows from request to request
 * @param nodeId {@link org.wildfly.sip.balancer.node.Node#id() of the node}
 * @param tag    {@link org.wildfly.sip.balancer.node.Node#tag() of the node} whose answers are wanted, or {@link #NOBODY}
 * @param copy   the request; null if it need not be sent again
 * @param since  when it came, in {@link System#nanoTime()}
 */
record UnansweredRequest(long order, int nodeId, int tag, RequestCopy copy, long since) {
    static final int NOBODY = -1;
    /** What an entry takes besides the bytes of its request, about. */
    private static final int OVERHEAD = 200;

    /** What it takes of the memory, in bytes. */
    int size() {
        return size(this.copy == null ? 0 : this.copy.bytes().length);
    }

    static int size(int length) {
        return OVERHEAD + length;
    }

    /** What is left when it need not be sent again. */
    UnansweredRequest settled(int wanted) {
        return new UnansweredRequest(this.order, this.nodeId, wanted, null, this.since);
    }

    /** True if the answers of a node are not wanted, since another has the request, or shall have it. */
    boolean isTakenFrom(int node) {
        return node != 0 && this.tag != node;
    }
}
