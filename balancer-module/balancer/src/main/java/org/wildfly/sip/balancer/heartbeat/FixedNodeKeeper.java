/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.BalancerConfiguration.FixedNodes;
import org.wildfly.sip.balancer.heartbeat.probe.Prober;
import org.wildfly.sip.balancer.reload.Reloadable;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * Tells the membership of the nodes that are configured, and has them asked whether they are alive.
 */
final class FixedNodeKeeper implements Reloadable, AutoCloseable {
    private final FixedNodes started;
    private final InetAddress host;
    private final Membership membership;
    private List<NodeDescription> nodes = List.of();
    private Prober prober;

    /**
     * @param fixed the nodes, and how they are asked, which stays so
     * @param host  the address from which they are asked
     * @throws IOException if nobody can be asked
     */
    FixedNodeKeeper(FixedNodes fixed, InetAddress host, Membership membership) throws IOException {
        this.started = fixed;
        this.host = host;
        this.membership = membership;
        startProber(fixed.nodes());
        fixed.unprobed().forEach(node -> membership.announce(Source.FIXED, node, NodeState.UP));
        take(fixed.nodes());
    }

    @Override
    public synchronized Runnable prepare(BalancerConfiguration configuration) throws IOException {
        List<NodeDescription> next = configuration.fixedNodes().nodes();
        startProber(next);
        return () -> take(next);
    }

    private synchronized void take(List<NodeDescription> next) {
        Set<String> names = next.stream().map(NodeDescription::name).collect(Collectors.toSet());
        this.nodes.stream().filter(node -> !names.contains(node.name())).forEach(node -> this.membership.leave(Source.FIXED, node.name()));
        for (NodeDescription node : next) {
            boolean known = this.nodes.stream().anyMatch(each -> each.name().equals(node.name()));
            if (!known && isProbing()) {
                this.membership.expect(node);
            } else if (!this.nodes.contains(node)) {
                this.membership.announce(Source.FIXED, node, NodeState.UP);
            }
        }
        this.nodes = next;
    }

    private boolean isProbing() {
        return !this.started.probeInterval().isZero();
    }

    private void startProber(List<NodeDescription> next) throws IOException {
        if (this.prober == null && isProbing() && (this.started.probeAnnounced() || !next.isEmpty())) {
            this.prober = new Prober(this.started, this.host, () -> this.membership.probed(this.started.probeAnnounced()), this.membership);
        }
    }

    @Override
    public synchronized void close() {
        if (this.prober != null) {
            this.prober.close();
        }
    }
}
