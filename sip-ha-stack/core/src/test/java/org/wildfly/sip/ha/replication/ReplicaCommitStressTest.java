/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.timer.Timers;
import org.wildfly.sip.ha.work.SessionQueue;
import org.wildfly.sip.ha.work.SessionQueues;

/** Many replicated sessions on a real pool, over a slow store that loses answers, while their queues are merged. */
class ReplicaCommitStressTest {
    private static final int CALLS = 100;
    private static final int MESSAGES = 60;

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final Timers timers = new Timers("test-timers");
    private final SlowStore store = new SlowStore();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final SessionQueues queues = new SessionQueues(this.pool, new SessionQueues.Limits(1_000_000, 1_000_000), this.failures::add);
    private final ReplicationContext context = new ReplicationContext(this.store,
            (delay, action) -> this.timers.schedule(delay, action)::cancel, Duration.ofSeconds(20));
    private final Map<String, Queue<Integer>> sent = new ConcurrentHashMap<>();
    private final List<Call> calls = IntStream.range(0, CALLS).mapToObj(Call::new).toList();

    @AfterEach
    void end() {
        this.pool.shutdownNow();
        this.timers.close();
        this.store.close();
    }

    @RepeatedTest(3)
    void outputLeavesInOrderAndAfterItsStateWhateverIsMerged() {
        for (int message = 0; message < MESSAGES; message++) {
            int number = message;
            this.calls.forEach(call -> this.queues.offer(call.id, () -> call.receive(number)));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> !this.failures.isEmpty()
                || this.calls.stream().allMatch(call -> this.sent.getOrDefault(call.id, new ConcurrentLinkedQueue<>()).size() == MESSAGES));
        assertThat(this.failures).isEmpty();
        List<Integer> all = IntStream.range(0, MESSAGES).boxed().toList();
        assertThat(this.sent.values()).allSatisfy(each -> assertThat(each).containsExactlyElementsOf(all));
        assertThat(this.store.overlaps()).as("writes of an entry at the same time").isZero();
        await().untilAsserted(() -> {
            assertThat(this.store.entries()).as("entries of ended calls").isZero();
            assertThat(this.queues.size()).isZero();
            assertThat(this.queues.waiting()).isZero();
        });
        assertThat(this.context.statistics().superseded.sum()).isZero();
        assertThat(this.context.statistics().uncommitted.sum()).isZero();
        assertThat(this.context.statistics().failures.sum()).as("lost answers").isPositive();
    }

    private final class Call {
        private final String id;
        private final TextReplica replica;
        private final Random random;
        private volatile SessionQueue queue = ReplicaCommitStressTest.this.queues.create();

        Call(int number) {
            this.id = "call-" + number;
            this.replica = new TextReplica(this.id);
            this.random = new Random(number);
        }

        void receive(int number) {
            SessionQueue current = SessionQueue.current();
            if (number == 0) {
                this.queue = ReplicaCommitStressTest.this.queues.bind(this.id, current);
                this.commit().add(this.replica, null);
            }
            if (this.random.nextInt(20) == 0) {
                Call other = ReplicaCommitStressTest.this.calls.get(this.random.nextInt(CALLS));
                current.mergeInto(other.queue, () -> this.handle(number));
            } else {
                this.handle(number);
            }
        }

        private ReplicaCommit commit() {
            return ReplicaCommit.of(this.queue, ReplicaCommitStressTest.this.context);
        }

        private void handle(int number) {
            this.replica.change(Integer.toString(number));
            SessionQueue.output(() -> this.leave(number));
        }

        private void leave(int number) {
            StoreEntry stored = ReplicaCommitStressTest.this.store.stored(this.id);
            assertThat(Integer.parseInt(new String(stored.value(), StandardCharsets.UTF_8))).as("what is stored of " + this.id)
                    .isGreaterThanOrEqualTo(number);
            ReplicaCommitStressTest.this.sent.computeIfAbsent(this.id, key -> new ConcurrentLinkedQueue<>()).add(number);
            if (number == MESSAGES - 1) {
                this.queue.post(() -> {
                    this.commit().remove(this.replica);
                    ReplicaCommitStressTest.this.queues.unbind(this.id);
                });
            }
        }
    }
}
