/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.service;

import java.time.Duration;

import org.wildfly.sip.balancer.heartbeat.Membership;
import org.wildfly.sip.balancer.heartbeat.probe.Prober;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeRegistry;

/**
 * What follows from the answers of nodes to probes: whether they are alive, and whether they want new requests.
 */
final class ProbeResults implements Prober.Listener {
    private final Membership membership;
    private final NodeRegistry registry;

    ProbeResults(Membership membership, NodeRegistry registry) {
        this.membership = membership;
        this.registry = registry;
    }

    @Override
    public void answers(String name) {
        this.membership.answers(name);
    }

    @Override
    public void busy(String name, Duration time) {
        Node node = this.registry.snapshot().byName(name);
        if (node != null) {
            node.health().refused(Math.toIntExact(time.toMillis()));
        }
    }

    @Override
    public void silent(String name, String reason) {
        this.membership.silent(name, reason);
    }
}
