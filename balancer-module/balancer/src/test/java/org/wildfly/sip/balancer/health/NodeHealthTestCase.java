/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

/**
 * What one node says of its load, and the share that it gets while it is fresh.
 */
class NodeHealthTestCase {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final NodeHealth health = new NodeHealth(this.clock::get, Ramp.NONE);

    private void pass(long millis) {
        this.clock.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    /** Of a thousand calls. */
    private static long count(LongPredicate which) {
        return LongStream.range(0, 1000).map(i -> (i + 1) * 0x9e3779b97f4a7c15L).filter(which).count();
    }

    @Test
    void theShareThatANodeWantsKeptAwayIsKeptAwayAsLongAsThatIsValid() {
        assertThat(count(this.health::isOverloadedFor)).isZero();
        this.health.overloaded(30, 500, 100);
        assertThat(count(this.health::isOverloadedFor)).isBetween(240L, 360L);
        pass(499);
        assertThat(this.health.overload()).isEqualTo(30);
        pass(1);
        assertThat(count(this.health::isOverloadedFor)).isZero();
    }

    @Test
    void whatANodeRefusesWhenItIsAskedIsKeptAwayWhateverItSaysToClients() {
        this.health.refused(500);
        this.health.overloaded(30, 1000, 1);
        assertThat(count(this.health::isOverloadedFor)).isEqualTo(1000);
        pass(500);
        assertThat(this.health.overload()).isEqualTo(30);
    }

    @Test
    void aShareThatGrowsGrowsAsIsWantedNow() {
        NodeHealth fresh = new NodeHealth(this.clock::get, new Ramp(10, Duration.ofSeconds(1)));
        assertThat(fresh.share()).isEqualTo(10);
        fresh.ramp(new Ramp(25, Duration.ofSeconds(1)));
        assertThat(fresh.share()).isEqualTo(25);
        pass(3000);
        assertThat(fresh.share()).isEqualTo(100);
        fresh.ramp(new Ramp(10, Duration.ofHours(1)));
        assertThat(fresh.share()).as("of a node that has its whole share already").isEqualTo(100);
    }

    @Test
    void whatIsOldIsIgnoredAndTheEndIsHeard() {
        this.health.overloaded(30, 500, 200);
        this.health.overloaded(90, 500, 199);
        this.health.overloaded(90, 500, 200);
        assertThat(this.health.overload()).isEqualTo(30);
        this.health.overloaded(40, 500, 201);
        assertThat(this.health.overload()).isEqualTo(40);
        this.health.overloaded(40, 0, 202);
        assertThat(this.health.overload()).isZero();
        // A node whose clock was set back is heard again when nothing is valid any more.
        this.health.overloaded(50, 500, 1);
        assertThat(this.health.overload()).isEqualTo(50);
        this.health.overloaded(1000, 500, 2);
        assertThat(this.health.overload()).isEqualTo(100);
        assertThat(count(this.health::isOverloadedFor)).isEqualTo(1000);
    }

    @Test
    void aFreshNodeGetsMoreFromCycleToCycleAndSoDoesOneThatComesBack() {
        Ramp ramp = new Ramp(20, Duration.ofSeconds(10));
        NodeHealth fresh = new NodeHealth(this.clock::get, ramp);
        assertThat(count(fresh::isWarmFor)).isBetween(150L, 250L);
        pass(10_000);
        assertThat(fresh.share()).isEqualTo(40);
        pass(29_999);
        assertThat(fresh.share()).isEqualTo(80);
        pass(1);
        assertThat(count(fresh::isWarmFor)).isEqualTo(1000);
        fresh.eject(Ejection.SILENCE);
        assertThat(fresh.isAnswering()).isFalse();
        fresh.readmit(ramp);
        assertThat(fresh.ejection()).isEqualTo(Ejection.NONE);
        assertThat(fresh.share()).isEqualTo(20);
    }
}
