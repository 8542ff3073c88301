/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.service;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.BalancerConfiguration.FixedNodes;
import org.wildfly.sip.balancer.heartbeat.Membership;
import org.wildfly.sip.balancer.heartbeat.Source;
import org.wildfly.sip.balancer.heartbeat.probe.Prober;
import org.wildfly.sip.balancer.reload.Reloadable;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * Tells the membership of the nodes that are configured, and has them asked whether they are alive.
 */
final class FixedNodeKeeper implements Reloadable, AutoCloseable {
    private final InetAddress host;
    private final Membership membership;
    private final Prober.Listener listener;
    private List<NodeDescription> nodes = List.of();
    private volatile FixedNodes current;
    private Prober prober;

    /**
     * @param fixed    the nodes, and how they are asked
     * @param host     the address from which they are asked
     * @param listener is told how they answer
     * @throws IOException if nobody can be asked
     */
    FixedNodeKeeper(FixedNodes fixed, InetAddress host, Membership membership, Prober.Listener listener) throws IOException {
        this.host = host;
        this.membership = membership;
        this.listener = listener;
        this.current = fixed;
        startProber(fixed);
        fixed.unprobed().forEach(node -> membership.announce(Source.FIXED, node, NodeState.UP));
        take(fixed);
    }

    @Override
    public synchronized Runnable prepare(BalancerConfiguration configuration) throws IOException {
        FixedNodes next = configuration.fixedNodes();
        startProber(next);
        return () -> take(next);
    }

    private synchronized void take(FixedNodes next) {
        this.current = next;
        boolean probing = isProbing(next);
        this.membership.probe(probing, probing && next.probeAnnounced());
        Set<String> names = next.nodes().stream().map(NodeDescription::name).collect(Collectors.toSet());
        this.nodes.stream().filter(node -> !names.contains(node.name())).forEach(node -> this.membership.leave(Source.FIXED, node.name()));
        next.nodes().stream().filter(node -> !this.nodes.contains(node)).forEach(this.membership::fix);
        this.nodes = next.nodes();
        if (this.prober != null && !isNeeded(next)) {
            this.prober.stop();
            this.prober = null;
        }
    }

    private static boolean isProbing(FixedNodes fixed) {
        return !fixed.probeInterval().isZero();
    }

    private static boolean isNeeded(FixedNodes fixed) {
        return isProbing(fixed) && (fixed.probeAnnounced() || !fixed.nodes().isEmpty());
    }

    private void startProber(FixedNodes next) throws IOException {
        if (this.prober == null && isNeeded(next)) {
            this.prober = new Prober(() -> this.current, this.host, this.membership::probed, this.listener);
        }
    }

    @Override
    public synchronized void close() {
        if (this.prober != null) {
            this.prober.close();
        }
    }
}
