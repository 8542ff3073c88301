/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

/** The order of a drain's steps, with a clock that the test advances. */
class SessionDrainTest {
    private final AtomicInteger remaining = new AtomicInteger(1);
    private final AtomicInteger offers = new AtomicInteger();
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    private final List<Due> alarms = new ArrayList<>();
    private long now;
    private final SessionDrain drain = new SessionDrain(
            SessionDrain.Subject.of("test", this.remaining::get, () -> this.acknowledged, this.offers::incrementAndGet),
            (delay, action) -> {
                Due due = new Due(this.now + delay.toMillis(), action);
                this.alarms.add(due);
                return () -> this.alarms.remove(due);
            });

    private record Due(long time, Runnable action) {
    }

    private void pass(Duration duration) {
        this.now += duration.toMillis();
        List<Due> due = this.alarms.stream().filter(alarm -> alarm.time() <= this.now).toList();
        this.alarms.removeAll(due);
        due.forEach(alarm -> alarm.action().run());
    }

    @Test
    void nothingIsRefusedUntilTheBalancersKnow() {
        this.drain.start(-1);
        assertThat(this.drain.isRefusing()).isFalse();
        this.acknowledged.complete(null);
        assertThat(this.drain.isRefusing()).isTrue();
        assertThat(this.alarms).isEmpty();
    }

    @Test
    void balancersThatAreSilentAreNotWaitedForLongerThanASecond() {
        this.drain.start(-1);
        this.pass(Duration.ofMillis(999));
        assertThat(this.drain.isRefusing()).isFalse();
        this.pass(Duration.ofMillis(1));
        assertThat(this.drain.isRefusing()).isTrue();
    }

    @Test
    void theLastSessionMayEndBeforeTheBalancersKnow() {
        CompletableFuture<Boolean> done = this.drain.start(-1).toCompletableFuture();
        this.remaining.set(0);
        this.drain.sessionEnded();
        assertThat(done).isNotDone();
        this.acknowledged.complete(null);
        assertThat(done).isCompletedWithValue(true);
    }

    @Test
    void anAcknowledgementThatComesAfterTheDrainWasCancelledChangesNothing() {
        this.drain.start(-1);
        this.drain.cancel();
        this.acknowledged.complete(null);
        this.pass(Duration.ofSeconds(2));
        assertThat(this.drain.isRefusing()).isFalse();
        assertThat(this.offers).hasValue(1);
        assertThat(this.alarms).isEmpty();
    }

    @Test
    void theTimeIsNotUpInADrainThatWasStartedAgainWithoutLimit() {
        CompletableFuture<Boolean> done = this.drain.start(100).toCompletableFuture();
        this.drain.start(-1);
        this.pass(Duration.ofSeconds(5));
        assertThat(done).isNotDone();
    }

    @Test
    void nothingOfACompletedDrainGoesOn() {
        this.acknowledged.complete(null);
        this.drain.start(1_000);
        this.remaining.set(0);
        this.drain.sessionEnded();
        this.pass(Duration.ofMillis(50));
        assertThat(this.alarms).isEmpty();
        assertThat(this.drain.cancel()).isTrue();
        assertThat(this.drain.isRefusing()).isFalse();
    }
}
