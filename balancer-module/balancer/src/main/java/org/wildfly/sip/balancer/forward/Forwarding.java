/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import org.wildfly.sip.balancer.algorithm.BalancerAlgorithm;
import org.wildfly.sip.balancer.node.HintCheck;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * What all threads that forward share.
 *
 * @param own            the balancer's addresses
 * @param transports     chooses between the legs' transports
 * @param flows          the names of connections
 * @param registry       the nodes
 * @param algorithm      chooses among them
 * @param check          of the names of nodes in Routes
 * @param statistics     where is counted
 * @param observer       is told of what goes to nodes and comes back
 * @param tap            sees all messages
 * @param stopwatch      measures how long nodes take
 * @param rules          how requests are treated
 * @param deferred       requests that are not over when they have been processed once
 * @param announcements  takes the announcements of nodes
 * @param maxMessageSize the longest message, in bytes
 */
public record Forwarding(OwnAddresses own, TransportChoice transports, FlowTokens flows, NodeRegistry registry, BalancerAlgorithm algorithm,
        HintCheck check, Statistics statistics, TrafficObserver observer, MessageTap tap, Stopwatch stopwatch, RequestRules rules,
        DeferredRequests deferred, NodeAnnouncements announcements, int maxMessageSize) {

    /** The same with another algorithm. */
    public Forwarding with(BalancerAlgorithm other) {
        return new Forwarding(this.own, this.transports, this.flows, this.registry, other, this.check, this.statistics, this.observer,
                this.tap, this.stopwatch, this.rules, this.deferred, this.announcements, this.maxMessageSize);
    }

    /** The same with other rules. */
    public Forwarding with(RequestRules other) {
        return new Forwarding(this.own, this.transports, this.flows, this.registry, this.algorithm, this.check, this.statistics,
                this.observer,
                this.tap, this.stopwatch, other, this.deferred, this.announcements, this.maxMessageSize);
    }
}
