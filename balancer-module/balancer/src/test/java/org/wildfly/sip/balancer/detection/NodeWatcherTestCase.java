/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.config.HealthConfiguration;
import org.wildfly.sip.balancer.health.Ejection;
import org.wildfly.sip.balancer.health.NodeHealth;
import org.wildfly.sip.balancer.health.Ramp;
import org.wildfly.sip.balancer.node.HintCheck;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * When nodes are ejected, and for how long.
 */
class NodeWatcherTestCase {
    private static final long STEP = Duration.ofMillis(200).toNanos();

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 3_000_000_000L);
    private final NodeRegistry registry = new NodeRegistry(HintCheck.of(null), Duration.ofMinutes(10), this.clock::get);
    private NodeWatcher watcher;

    @BeforeEach
    void start() {
        watch(50);
        for (int i = 1; i <= 4; i++) {
            up(i);
        }
        pass(1);
    }

    private void watch(int maxEjected) {
        this.watcher = new NodeWatcher(new HealthConfiguration(Duration.ZERO, 10, Set.of(503), 5, Duration.ofSeconds(10), 50, 20,
                Duration.ofSeconds(2), Duration.ofSeconds(10), maxEjected), this.registry::snapshot, Ramp.NONE);
    }

    private void up(int number) {
        this.registry.nodeRegistered(NodeDescription.of("n" + number, "0",
                Map.of(Transport.UDP, new InetSocketAddress("127.0.0." + number, 5080))), NodeState.UP);
    }

    private NodeHealth health(int number) {
        return this.registry.snapshot().byName("n" + number).health();
    }

    /** Time passes, and is looked at. */
    private void pass(int steps) {
        for (int i = 0; i < steps; i++) {
            this.watcher.look(this.clock.addAndGet(STEP));
        }
    }

    private void requests(int node, int count) {
        for (int i = 0; i < count; i++) {
            health(node).requested();
        }
    }

    private void responses(int node, int count, boolean error) {
        for (int i = 0; i < count; i++) {
            health(node).responded(true, error);
        }
    }

    @Test
    void silenceIsManyRequestsAndALongTimeWithoutAnyResponse() {
        requests(1, 19);
        requests(2, 20);
        requests(3, 20);
        pass(9);
        responses(3, 1, false);
        assertThat(health(2).ejection()).isEqualTo(Ejection.NONE);
        pass(3);
        assertThat(health(1).ejection()).isEqualTo(Ejection.NONE);
        assertThat(health(2).ejection()).isEqualTo(Ejection.SILENCE);
        assertThat(health(3).ejection()).isEqualTo(Ejection.NONE);
    }

    @Test
    void otherLimitsCountForWhatHasBeenSeenAlready() {
        requests(1, 5);
        responses(2, 3, true);
        pass(15);
        assertThat(health(1).ejection()).isEqualTo(Ejection.NONE);
        this.watcher.change(new HealthConfiguration(Duration.ZERO, 10, Set.of(503), 2, Duration.ofSeconds(10), 50, 5,
                Duration.ofSeconds(2), Duration.ofSeconds(10), 50), Ramp.NONE);
        pass(1);
        assertThat(health(1).ejection()).isEqualTo(Ejection.SILENCE);
        assertThat(health(2).ejection()).isEqualTo(Ejection.ERRORS);
    }

    @Test
    void aNodeThatGetsNothingIsNotSilent() {
        pass(1000);
        requests(1, 20);
        pass(5);
        responses(1, 20, false);
        pass(1000);
        assertThat(health(1).ejection()).isEqualTo(Ejection.NONE);
    }

    @Test
    void tooManyErrorsAreBothManyAndAGreatShareWithinTheWindow() {
        responses(1, 6, true);
        responses(1, 7, false);
        responses(2, 5, true);
        responses(3, 6, true);
        pass(1);
        assertThat(health(1).ejection()).isEqualTo(Ejection.NONE);
        assertThat(health(2).ejection()).isEqualTo(Ejection.NONE);
        assertThat(health(3).ejection()).isEqualTo(Ejection.ERRORS);
        pass(51);
        responses(2, 5, true);
        pass(1);
        assertThat(health(2).ejection()).isEqualTo(Ejection.NONE);
        responses(2, 1, true);
        pass(1);
        assertThat(health(2).ejection()).isEqualTo(Ejection.ERRORS);
    }

    @Test
    void ejectionsEndAndEachLastsTwiceAsLong() {
        responses(1, 6, true);
        pass(1);
        pass(49);
        assertThat(health(1).ejection()).isEqualTo(Ejection.ERRORS);
        pass(1);
        assertThat(health(1).ejection()).isEqualTo(Ejection.NONE);
        pass(10);
        assertThat(health(1).ejection()).isEqualTo(Ejection.NONE);
        responses(1, 6, true);
        pass(1);
        pass(99);
        assertThat(health(1).ejection()).isEqualTo(Ejection.ERRORS);
        pass(1);
        assertThat(health(1).ejection()).isEqualTo(Ejection.NONE);
        // After it was good for long it begins anew.
        pass(500);
        responses(1, 6, true);
        pass(51);
        assertThat(health(1).ejection()).isEqualTo(Ejection.NONE);
    }

    @Test
    void aSilentNodeThatAnswersAfterAllIsBackAtOnce() {
        requests(1, 20);
        pass(12);
        assertThat(health(1).ejection()).isEqualTo(Ejection.SILENCE);
        responses(1, 1, false);
        pass(1);
        assertThat(health(1).ejection()).isEqualTo(Ejection.NONE);
    }

    @Test
    void notMoreThanTheAllowedShareIsEjectedAndNeverTheLast() {
        for (int i = 1; i <= 4; i++) {
            responses(i, 10, true);
        }
        pass(1);
        assertThat(ejected()).isEqualTo(2);
        for (int i = 1; i <= 3; i++) {
            this.registry.nodeDown("n" + i, "test");
        }
        up(1);
        watch(100);
        pass(1);
        responses(1, 10, true);
        responses(4, 10, true);
        pass(1);
        assertThat(ejected()).isEqualTo(1);
    }

    private long ejected() {
        return this.registry.snapshot().all().stream().filter(node -> node.state() == NodeState.UP)
                .filter(node -> node.health().ejection() != Ejection.NONE).count();
    }

    @Test
    void aNodeThatHasRestartedBeginsAnew() {
        responses(1, 10, true);
        pass(1);
        this.registry.nodeDown("n1", "test");
        up(1);
        assertThat(health(1).ejection()).isEqualTo(Ejection.NONE);
        assertThat(health(1).errors()).isZero();
    }
}
