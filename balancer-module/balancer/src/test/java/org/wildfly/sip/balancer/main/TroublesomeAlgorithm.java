/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.util.concurrent.locks.LockSupport;

import org.wildfly.sip.balancer.algorithm.AlgorithmContext;
import org.wildfly.sip.balancer.algorithm.BalancerAlgorithm;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * A part of a balancer that hangs, or lacks a library, when it is started ({@code algorithm.trouble=start-hangs}, {@code start-fails}),
 * used ({@code use-fails}) or stopped ({@code stop-hangs}, {@code stop-fails}).
 */
public final class TroublesomeAlgorithm implements BalancerAlgorithm {
    private final String trouble;

    /**
     * Called by the balancer.
     */
    public TroublesomeAlgorithm(AlgorithmContext context) {
        this.trouble = context.properties().get("trouble");
        System.out.println("troublesome algorithm: " + this.trouble);
        happen("start");
    }

    private void happen(String when) {
        if (this.trouble.equals(when + "-fails")) {
            throw new NoClassDefFoundError("some/Library");
        }
        while (this.trouble.equals(when + "-hangs")) {
            LockSupport.park();
        }
    }

    @Override
    public Node select(SipMessage message, Nodes nodes, Node dead) {
        if (message.hasToTag()) {
            happen("use");
        }
        return nodes.upCount() == 0 ? null : nodes.up(0);
    }

    @Override
    public int size() {
        happen("show");
        return 0;
    }

    @Override
    public void close() {
        happen("stop");
    }
}
