/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/**
 * The memory of calls that are treated apart for some minutes.
 */
class RecentCallsTestCase {
    private long now = TimeUnit.HOURS.toNanos(100);
    private final RecentCalls calls = new RecentCalls(() -> this.now);

    @Test
    void aCallIsRememberedForSomeMinutes() {
        assertThat(this.calls.contains(0)).isFalse();
        assertThat(this.calls.isEmpty()).isTrue();
        long call = new Random(1).nextLong();
        this.calls.add(call);
        assertThat(this.calls.contains(call)).isTrue();
        assertThat(this.calls.contains(~call)).isFalse();
        this.now += TimeUnit.SECONDS.toNanos(199);
        assertThat(this.calls.contains(call)).isTrue();
        this.now += TimeUnit.SECONDS.toNanos(2);
        assertThat(this.calls.contains(call)).isFalse();
        this.calls.add(call);
        assertThat(this.calls.contains(call)).isTrue();
    }

    @Test
    void callsAreNotTakenForOneAnother() {
        Random random = new Random(2);
        for (int i = 0; i < 100_000; i++) {
            this.calls.add(random.nextLong());
        }
        for (int i = 0; i < 100_000; i++) {
            assertThat(this.calls.contains(random.nextLong())).isFalse();
        }
    }
}
