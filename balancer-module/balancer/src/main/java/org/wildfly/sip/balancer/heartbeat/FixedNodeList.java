/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.BalancerConfiguration.FixedNodes;
import org.wildfly.sip.balancer.heartbeat.probe.Prober;
import org.wildfly.sip.balancer.reload.Reloadable;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * The nodes that the configuration names: they come and go with it while the balancer runs.
 */
final class FixedNodeList implements Reloadable, AutoCloseable {
    private final FixedNodes probing;
    private final InetAddress host;
    private final Membership membership;
    private List<NodeDescription> nodes = List.of();
    private Prober prober;

    /**
     * @param first the nodes at first, and how nodes are asked from then on
     * @param host  from where they are asked
     */
    FixedNodeList(FixedNodes first, InetAddress host, Membership membership) throws IOException {
        this.probing = first;
        this.host = host;
        this.membership = membership;
        first.unprobed().forEach(node -> membership.announce(Source.FIXED, node, NodeState.UP));
        openProber(first);
        change(first.nodes());
    }

    @Override
    public Runnable prepare(BalancerConfiguration configuration) throws IOException {
        openProber(configuration.fixedNodes());
        return () -> change(configuration.fixedNodes().nodes());
    }

    private void openProber(FixedNodes next) throws IOException {
        if (this.prober == null && isProbing() && (this.probing.probeAnnounced() || !next.nodes().isEmpty())) {
            this.prober = new Prober(this.probing, this.host, () -> this.membership.probed(this.probing.probeAnnounced()), this.membership);
        }
    }

    private boolean isProbing() {
        return !this.probing.probeInterval().isZero();
    }

    private void change(List<NodeDescription> next) {
        this.nodes.stream().filter(node -> !next.contains(node)).forEach(node -> this.membership.leave(Source.FIXED, node.name()));
        for (NodeDescription node : next) {
            if (!this.nodes.contains(node) && isProbing()) {
                this.membership.expect(node);
            } else if (!this.nodes.contains(node)) {
                this.membership.announce(Source.FIXED, node, NodeState.UP);
            }
        }
        this.nodes = next;
    }

    @Override
    public void close() {
        if (this.prober != null) {
            this.prober.close();
        }
    }
}
