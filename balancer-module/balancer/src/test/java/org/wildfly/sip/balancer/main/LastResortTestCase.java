/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/**
 * A balancer that does not come to its end.
 */
class LastResortTestCase {

    @Test
    void theProcessEndsWithItsCodeWhenTheTimeIsUpAndNotBefore() throws Exception {
        CompletableFuture<Integer> halted = new CompletableFuture<>();
        long start = System.nanoTime();
        new LastResort(Duration.ofMillis(100), halted::complete).watch(Thread.currentThread(), 143);
        assertThat(halted.get(20, TimeUnit.SECONDS)).isEqualTo(143);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1100));
    }
}
