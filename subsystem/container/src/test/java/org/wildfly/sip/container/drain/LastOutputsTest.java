/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.work.DroppableOutput;
import org.wildfly.sip.ha.work.OutputCommit;
import org.wildfly.sip.ha.work.SessionQueue;
import org.wildfly.sip.ha.work.SessionQueues;

/** A drain must not end before the last answer has left. */
class LastOutputsTest {
    private final LastOutputs outputs = new LastOutputs();
    private final AtomicInteger told = new AtomicInteger();
    private final List<Runnable> held = new ArrayList<>();
    private final SessionQueue queue = new SessionQueues(Runnable::run, SessionQueues.Limits.DEFAULT, failure -> {
        throw new AssertionError(failure);
    }).create();

    private void end() {
        this.queue.setCommit(new Holding());
        this.queue.post(() -> this.outputs.await(this.told::incrementAndGet));
    }

    @Test
    void aSessionCountsUntilTheOutputOfItsLastItemHasLeft() {
        this.end();
        assertThat(this.outputs.count()).isEqualTo(1);
        assertThat(this.told).hasValue(0);
        this.held.forEach(Runnable::run);
        assertThat(this.outputs.count()).isZero();
        assertThat(this.told).hasValue(1);
    }

    @Test
    void aSessionWhoseOutputIsDroppedCountsNoLonger() {
        this.end();
        this.held.forEach(output -> ((DroppableOutput) output).dropped());
        assertThat(this.outputs.count()).isZero();
        assertThat(this.told).hasValue(1);
    }

    @Test
    void outsideOfAnItemNothingIsWaitedFor() {
        this.outputs.await(this.told::incrementAndGet);
        assertThat(this.outputs.count()).isZero();
        assertThat(this.told).hasValue(1);
    }

    private final class Holding implements OutputCommit {
        @Override
        public void commit(SessionQueue source, List<Runnable> outputs, List<CompletionStage<?>> required) {
            LastOutputsTest.this.held.addAll(outputs);
        }
    }
}
