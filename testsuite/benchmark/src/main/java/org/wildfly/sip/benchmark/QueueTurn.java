/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.benchmark;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.wildfly.sip.ha.work.SessionQueue;
import org.wildfly.sip.ha.work.SessionQueues;

/** What the serial queues cost a message, apart from the change of threads: an item with one output, handled by the thread that brings it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class QueueTurn {
    private final SessionQueues queues = new SessionQueues(Runnable::run, SessionQueues.Limits.DEFAULT, failure -> {
        throw new IllegalStateException(failure);
    });

    /** The first message of a call: a queue comes and goes. */
    @Benchmark
    public boolean firstMessage(Blackhole sent) {
        return this.queues.offer("a84b4c76e66710@pc33.example.com", () -> SessionQueue.output(() -> sent.consume(this)));
    }
}
