/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/** Many calls on a real pool, whose queues are merged in all directions and suspended while messages come. */
class SessionQueuesStressTest {
    private static final int CALLS = 300;
    private static final int MESSAGES = 100;
    private static final int FEEDERS = 3;

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final ExecutorService feeders = Executors.newFixedThreadPool(FEEDERS);
    private final ExecutorService store = Executors.newFixedThreadPool(2);
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final SessionQueues queues = new SessionQueues(this.pool, new SessionQueues.Limits(1_000_000, 1_000_000), this.failures::add);
    private final Map<SessionQueue, AtomicInteger> busy = new ConcurrentHashMap<>();
    private final List<Call> calls = IntStream.range(0, CALLS).mapToObj(Call::new).toList();

    @AfterEach
    void end() {
        this.pool.shutdownNow();
        this.feeders.shutdownNow();
        this.store.shutdownNow();
    }

    @RepeatedTest(3)
    void orderIsKeptAndNothingIsLostWhateverIsMerged() {
        for (int feeder = 0; feeder < FEEDERS; feeder++) {
            int first = feeder;
            this.feeders.execute(() -> this.feed(first));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> this.calls.stream().allMatch(call -> call.next == MESSAGES)
                || !this.failures.isEmpty());
        assertThat(this.failures).isEmpty();
        await().untilAsserted(() -> {
            assertThat(this.queues.waiting()).isZero();
            assertThat(this.queues.size()).isZero();
        });
        assertThat(this.failures).isEmpty();
        assertThat(this.calls.stream().map(call -> call.last.resolve()).distinct().count()).isLessThan(CALLS);
    }

    private void feed(int first) {
        for (int message = 0; message < MESSAGES; message++) {
            for (int i = first; i < CALLS; i += FEEDERS) {
                Call call = this.calls.get(i);
                int number = message;
                this.queues.offer(call.id, () -> call.receive(number));
            }
        }
    }

    /** What a dialog is: its messages have to be handled in order, by one thread at a time. */
    private final class Call {
        private final String id;
        private final boolean bound;
        private final Random random;
        private final AtomicInteger threads = new AtomicInteger();
        private volatile SessionQueue last = SessionQueuesStressTest.this.queues.create();
        private volatile int next;

        Call(int number) {
            this.id = "call-" + number;
            this.bound = number % 2 == 0;
            this.random = new Random(number);
        }

        void receive(int number) {
            SessionQueue queue = SessionQueue.current();
            this.last = queue;
            if (number == 0 && this.bound) {
                SessionQueuesStressTest.this.queues.bind(this.id, queue);
            }
            int choice = this.random.nextInt(50);
            if (choice == 0) {
                Call other = SessionQueuesStressTest.this.calls.get(this.random.nextInt(CALLS));
                queue.mergeInto(other.last, () -> this.handle(number));
            } else if (choice < 4) {
                queue.suspend();
                SessionQueuesStressTest.this.store.execute(() -> queue.resume(() -> this.handle(number)));
            } else {
                this.handle(number);
            }
        }

        private void handle(int number) {
            AtomicInteger session = SessionQueuesStressTest.this.busy.computeIfAbsent(SessionQueue.current(), key -> new AtomicInteger());
            assertThat(session.incrementAndGet()).as("threads in a session").isOne();
            assertThat(this.threads.incrementAndGet()).as("threads in a call").isOne();
            assertThat(this.next).as("order of " + this.id).isEqualTo(number);
            if (number == MESSAGES - 1 && this.bound) {
                SessionQueuesStressTest.this.queues.unbind(this.id);
            }
            this.threads.decrementAndGet();
            session.decrementAndGet();
            this.next = number + 1;
        }
    }
}
