/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.NodeTraffic;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Nodes that the operator drains at the balancer.
 */
class OperatorDrainTestCase {
    private static final NodeDescription NODE = NodeDescription.of("n1", "0",
            Map.of(Transport.UDP, new InetSocketAddress("127.0.0.1", 5080)));

    private final AtomicLong clock = new AtomicLong();
    private final NodeRegistry registry = new NodeRegistry(HintCheck.of(null), Duration.ofMinutes(1), this.clock::get);

    @Test
    void aDrainedNodeDrainsWhateverItAnnouncesUntilItIsUndrained() {
        this.registry.nodeRegistered(NODE, NodeState.UP);
        NodeTraffic traffic = this.registry.snapshot().all().get(0).traffic();
        assertThat(this.registry.drain("n1", true)).isTrue();
        assertThat(this.registry.state("n1")).isEqualTo(NodeState.DRAINING);
        assertThat(this.registry.snapshot().upCount()).isZero();
        this.registry.nodeStateChanged("n1", NodeState.UP);
        assertThat(this.registry.state("n1")).isEqualTo(NodeState.DRAINING);
        this.registry.nodeDown("n1", "killed");
        assertThat(this.registry.state("n1")).isEqualTo(NodeState.DOWN);
        this.registry.nodeRegistered(NODE, NodeState.UP);
        assertThat(this.registry.state("n1")).isEqualTo(NodeState.DRAINING);
        assertThat(this.registry.drain("n1", false)).isTrue();
        assertThat(this.registry.state("n1")).isEqualTo(NodeState.UP);
        assertThat(this.registry.snapshot().all().get(0).traffic()).isSameAs(traffic);
    }

    @Test
    void aNodeThatDrainsByItselfStillDoesWhenTheOperatorNoLongerWantsIt() {
        this.registry.nodeRegistered(NODE, NodeState.UP);
        this.registry.drain("n1", true);
        this.registry.nodeStateChanged("n1", NodeState.DRAINING);
        this.registry.drain("n1", false);
        assertThat(this.registry.state("n1")).isEqualTo(NodeState.DRAINING);
    }

    @Test
    void thatANodeIsDrainedIsNotForgottenWhileItIsDead() {
        this.registry.nodeRegistered(NODE, NodeState.UP);
        this.registry.drain("n1", true);
        this.registry.nodeLeft("n1");
        this.clock.addAndGet(Duration.ofHours(1).toNanos());
        this.registry.forget();
        assertThat(this.registry.state("n1")).isEqualTo(NodeState.DOWN);
        this.registry.drain("n1", false);
        this.clock.addAndGet(Duration.ofHours(1).toNanos());
        this.registry.forget();
        assertThat(this.registry.state("n1")).isNull();
    }

    @Test
    void aNodeThatIsNotKnownCannotBeDrained() {
        assertThat(this.registry.drain("n2", true)).isFalse();
    }
}
