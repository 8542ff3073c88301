/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/**
 * What a connection may hold of messages that have not left.
 */
class UnsentTestCase {
    private static final int SECOND_OF_A_BUSY_CONNECTION = 3_000 * 600;

    @Test
    void aBusyConnectionMayFallBehindForAMoment() {
        assertThat(new Unsent(new ByteBudget(Integer.MAX_VALUE)).add(SECOND_OF_A_BUSY_CONNECTION)).isTrue();
    }

    @Test
    void neitherOneNorAllConnectionsHoldMoreThanTheyMay() {
        ByteBudget budget = new ByteBudget(6 << 20);
        Unsent first = new Unsent(budget);
        Unsent second = new Unsent(budget);
        assertThat(first.add(4 << 20)).isTrue();
        assertThat(first.add(1)).isFalse();
        assertThat(second.add(3 << 20)).isFalse();
        assertThat(second.add(2 << 20)).isTrue();
        first.remove(4 << 20);
        assertThat(second.add(2 << 20)).isTrue();
    }

    @Test
    void whoTakesNothingForATimeIsStuck() {
        Unsent unsent = new Unsent(new ByteBudget(1_000));
        long later = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        assertThat(unsent.isStuck(later, TimeUnit.SECONDS.toNanos(30))).isFalse();
        unsent.add(10);
        assertThat(unsent.isStuck(System.nanoTime(), TimeUnit.SECONDS.toNanos(30))).isFalse();
        assertThat(unsent.isStuck(later, TimeUnit.SECONDS.toNanos(30))).isTrue();
    }
}
