/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

class SessionQueuesTest {
    private static final Runnable NOTHING = () -> {
    };

    private final ManualExecutor pool = new ManualExecutor();
    private final List<Throwable> failures = new ArrayList<>();
    private final SessionQueues queues = new SessionQueues(this.pool, new SessionQueues.Limits(3, 5), this.failures::add);
    private final List<String> done = new ArrayList<>();

    @Test
    void aSessionTakesNoMoreThanItsLimit() {
        for (int i = 0; i < 3; i++) {
            assertThat(this.queues.offer("call", NOTHING)).isTrue();
        }
        assertThat(this.queues.offer("call", this.item("refused"))).isFalse();
        assertThat(this.queues.offer("other", NOTHING)).isTrue();
        assertThat(this.queues.waiting()).isEqualTo(4);
        this.pool.runAll();
        assertThat(this.queues.offer("call", this.item("accepted"))).isTrue();
        this.pool.runAll();
        assertThat(this.done).containsExactly("accepted");
        assertThat(this.queues.waiting()).isZero();
        assertThat(this.queues.size()).isZero();
    }

    @Test
    void aNodeTakesNoMoreThanItsLimitAndKeepsNothingOfWhatItRefuses() {
        for (int i = 0; i < 5; i++) {
            assertThat(this.queues.offer("call-" + i, NOTHING)).isTrue();
        }
        assertThat(this.queues.offer("one too many", this.item("refused"))).isFalse();
        assertThat(this.queues.size()).isEqualTo(5);
        this.queues.post("call-0", this.item("posted"));
        assertThat(this.queues.waiting()).isEqualTo(6);
        this.pool.runAll();
        assertThat(this.done).containsExactly("posted");
        assertThat(this.queues.waiting()).isZero();
        assertThat(this.queues.size()).isZero();
    }

    @Test
    void aMergedQueueHasTheLimitOfTheOther() {
        SessionQueue session = this.queues.bind("session", this.queues.create());
        this.queues.offer("call", () -> SessionQueue.current().mergeInto(session, NOTHING));
        this.queues.bind("call", session);
        this.pool.runAll();
        for (int i = 0; i < 3; i++) {
            assertThat(this.queues.offer("session", NOTHING)).isTrue();
        }
        assertThat(this.queues.offer("call", this.item("refused"))).isFalse();
        this.pool.runAll();
        assertThat(this.queues.waiting()).isZero();
        assertThat(this.done).isEmpty();
    }

    @Test
    void aCallIdIsForgottenWhenItsQueueIsEmpty() {
        this.queues.offer("call", NOTHING);
        this.queues.post("timer", NOTHING);
        assertThat(this.queues.size()).isEqualTo(2);
        this.pool.runAll();
        assertThat(this.queues.size()).isZero();
    }

    @Test
    void aBoundCallIdKeepsItsQueueUntilItIsUnboundAsOftenAsItWasBound() {
        List<SessionQueue> seen = new ArrayList<>();
        this.queues.offer("call", () -> {
            seen.add(this.queues.bind("call", SessionQueue.current()));
            seen.add(this.queues.bind("call", this.queues.create()));
        });
        this.pool.runAll();
        this.queues.unbind("call");
        assertThat(this.queues.size()).isOne();
        this.queues.offer("call", () -> seen.add(SessionQueue.current()));
        this.pool.runAll();
        assertThat(seen).hasSize(3).containsOnly(seen.get(0));
        this.queues.unbind("call");
        assertThat(this.queues.size()).isZero();
        this.queues.unbind("call");
        assertThat(this.queues.size()).isZero();
    }

    @Test
    void aCallIdThatItsOwnItemUnbindsIsForgottenAfterTheItemAndWhatWaits() {
        this.queues.bind("call", this.queues.create());
        this.queues.offer("call", () -> this.queues.unbind("call"));
        this.queues.offer("call", this.item("waiting"));
        this.pool.runAll();
        assertThat(this.done).containsExactly("waiting");
        assertThat(this.queues.size()).isZero();
    }

    @Test
    void unbindingOnceTooOftenDoesNoHarm() {
        this.queues.offer("call", () -> {
            this.queues.unbind("call");
            this.queues.bind("call", SessionQueue.current());
        });
        this.pool.runAll();
        assertThat(this.queues.size()).isOne();
        this.queues.unbind("call");
        assertThat(this.queues.size()).isZero();
    }

    @Test
    void aSuspendedQueueIsNotForgotten() {
        SessionQueue[] suspended = new SessionQueue[1];
        this.queues.offer("call", () -> {
            suspended[0] = SessionQueue.current();
            suspended[0].suspend();
        });
        this.pool.runAll();
        this.queues.offer("call", this.item("waiting"));
        this.pool.runAll();
        assertThat(this.queues.size()).isOne();
        assertThat(this.done).isEmpty();
        suspended[0].resume(this.item("resumed"));
        this.pool.runAll();
        assertThat(this.done).containsExactly("resumed", "waiting");
        assertThat(this.queues.size()).isZero();
    }

    @Test
    void theCallIdsOfAMergedQueueAreThoseOfTheOther() {
        SessionQueue session = this.queues.bind("first", this.queues.create());
        this.queues.offer("second", () -> {
            this.queues.bind("second", SessionQueue.current());
            SessionQueue.current().mergeInto(session, NOTHING);
        });
        this.pool.runAll();
        this.queues.offer("second", () -> assertThat(session.isCurrent()).isTrue());
        this.pool.runAll();
        assertThat(this.failures).isEmpty();
        this.queues.unbind("second");
        this.queues.unbind("first");
        assertThat(this.queues.size()).isZero();
    }

    @Test
    void aCallIdThatIsMergedIntoAnIdleQueueIsForgottenWhenThatHasNothingToDo() {
        SessionQueue session = this.queues.create();
        this.queues.offer("call", () -> SessionQueue.current().mergeInto(session, this.item("continuation")));
        this.pool.runAll();
        assertThat(this.done).containsExactly("continuation");
        assertThat(this.queues.size()).isZero();
    }

    @Test
    void aCallIdThatIsBoundToAMergedQueueUsesTheOther() {
        SessionQueue merged = this.queues.create();
        SessionQueue session = this.queues.create();
        merged.post(() -> merged.mergeInto(session, NOTHING));
        this.pool.runAll();
        assertThat(this.queues.bind("call", merged)).isSameAs(session);
        this.queues.offer("call", () -> this.queues.unbind("call"));
        this.pool.runAll();
        assertThat(this.queues.size()).isZero();
    }

    @Test
    void aCallIdKeepsItsQueueWhileThatHoldsOutput() {
        boolean[] holding = {true};
        SessionQueue[] used = new SessionQueue[1];
        this.queues.offer("call", () -> {
            used[0] = SessionQueue.current();
            used[0].setCommit(new OutputCommit() {
                @Override
                public void commit(SessionQueue queue, List<Runnable> outputs, List<CompletionStage<?>> conditions) {
                    queue.release(outputs);
                }

                @Override
                public boolean isHolding() {
                    return holding[0];
                }
            });
        });
        this.pool.runAll();
        this.queues.offer("call", () -> assertThat(used[0].isCurrent()).isTrue());
        this.pool.runAll();
        assertThat(this.failures).isEmpty();
        assertThat(this.queues.size()).isOne();
        holding[0] = false;
        used[0].post(NOTHING);
        this.pool.runAll();
        assertThat(this.queues.size()).isZero();
    }

    @Test
    void workForASessionIsDoneAtOnceOnItsThreadAndByItsQueueElsewhere() {
        this.queues.bind("call", this.queues.create());
        this.queues.execute("call", this.item("by the queue"));
        assertThat(this.done).isEmpty();
        this.pool.runAll();
        this.queues.offer("call", () -> {
            this.queues.execute("call", this.item("at once"));
            this.done.add("item");
        });
        this.pool.runAll();
        assertThat(this.done).containsExactly("by the queue", "at once", "item");
    }

    @Test
    void outputOfASessionGoesThroughItsQueueFromWhereverItComes() {
        SessionQueue session = this.queues.bind("call", this.queues.create());
        List<Runnable> held = new ArrayList<>();
        session.post(() -> session.setCommit((source, outputs, conditions) -> held.addAll(outputs)));
        this.pool.runAll();
        this.queues.output("call", this.item("from outside"));
        this.queues.offer("other", () -> this.queues.output("call", this.item("from another session")));
        session.post(() -> this.queues.output("call", this.item("from the session")));
        this.pool.runAll();
        assertThat(this.done).isEmpty();
        held.forEach(Runnable::run);
        assertThat(this.done).containsExactlyInAnyOrder("from outside", "from another session", "from the session");
        this.queues.output(null, this.item("of no session"));
        this.queues.output("unknown", this.item("of an unknown session"));
        assertThat(this.done).hasSize(5);
    }

    private Runnable item(String name) {
        return () -> this.done.add(name);
    }
}
