/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

import org.wildfly.sip.balancer.health.Ramp;
import org.wildfly.sip.balancer.node.HintCheck;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Nodes that only exist in a registry: node n3 is at 127.0.0.3.
 */
final class TestNodes {
    final AtomicLong clock = new AtomicLong(-5_000_000_000L);
    final NodeRegistry registry;

    TestNodes() {
        this(Ramp.NONE);
    }

    TestNodes(Ramp ramp) {
        this.registry = new NodeRegistry(HintCheck.of(null), Duration.ofMinutes(10), this.clock::get, ramp);
    }

    static TestNodes of(int count) {
        TestNodes nodes = new TestNodes();
        for (int i = 1; i <= count; i++) {
            nodes.up(i);
        }
        return nodes;
    }

    TestNodes up(int number) {
        return up(number, "0");
    }

    TestNodes up(int number, String version) {
        this.registry.nodeRegistered(new NodeDescription("n" + number, version,
                Map.of(Transport.UDP, new InetSocketAddress("127.0.0." + number, 5080)), "route" + number, OptionalInt.of(8080)),
                NodeState.UP);
        return this;
    }

    TestNodes down(int number) {
        this.registry.nodeDown("n" + number, "test");
        return this;
    }

    TestNodes drain(int number) {
        this.registry.nodeStateChanged("n" + number, NodeState.DRAINING);
        return this;
    }

    Nodes now() {
        return this.registry.snapshot();
    }

    Node get(int number) {
        return now().byName("n" + number);
    }

    void pass(Duration time) {
        this.clock.addAndGet(time.toNanos());
    }
}
