/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.IOException;
import java.util.List;

/**
 * A message and the node that got it.
 *
 * @param node    where it came
 * @param message what came
 */
public record Received(BalancedNode node, SipText message) {
    private static final int GLANCE = 2;

    /** The next message that one of some nodes gets; fails if none does. */
    public static Received byOneOf(List<BalancedNode> nodes) throws IOException {
        for (int i = 0; i < Peer.PATIENCE / GLANCE / nodes.size(); i++) {
            for (BalancedNode node : nodes) {
                SipText message = node.sip().poll(GLANCE);
                if (message != null) {
                    return new Received(node, message);
                }
            }
        }
        throw new AssertionError("no node got a message");
    }

    /** The node answers. */
    public Received answer(int status) throws IOException {
        this.node.sip().send(this.message.response(status, "b"));
        return this;
    }
}
