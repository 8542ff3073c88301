/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

/**
 * What is done from time to time.
 */
class HousekeepingTestCase {

    @Test
    void aTaskThatFailsIsDoneAgain() {
        AtomicInteger runs = new AtomicInteger();
        try (Housekeeping housekeeping = new Housekeeping(Duration.ofMillis(10), () -> {
            if (runs.incrementAndGet() % 2 == 0) {
                throw new IllegalStateException("an exception");
            }
            throw new NoClassDefFoundError("some/Library");
        })) {
            await().until(() -> runs.get() > 4);
        }
    }
}
