/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class SessionQueueTest {
    private final ManualExecutor pool = new ManualExecutor();
    private final List<Throwable> failures = new ArrayList<>();
    private final SessionQueues queues = new SessionQueues(this.pool, SessionQueues.Limits.DEFAULT, this.failures::add);
    private final SessionQueue queue = this.queues.create();
    private final SessionQueue other = this.queues.create();
    private final List<String> done = new ArrayList<>();

    @Test
    void itemsAreHandledInTheOrderInWhichTheyCame() {
        List<String> expected = IntStream.range(0, 100).mapToObj(Integer::toString).toList();
        expected.forEach(item -> this.queue.post(this.item(item)));
        this.pool.runAll();
        assertThat(this.done).isEqualTo(expected);
        assertThat(this.queues.waiting()).isZero();
    }

    @Test
    void aBusyQueueLetsOthersHaveTheirTurn() {
        IntStream.range(0, 100).forEach(i -> this.queue.post(this.item("busy")));
        this.other.post(this.item("other"));
        this.pool.runAll();
        assertThat(this.done.indexOf("other")).isBetween(1, 50);
        assertThat(this.done).hasSize(101);
    }

    @Test
    void aSuspendedQueueWaitsAndGoesOnWithWhatItIsResumedWith() {
        this.queue.post(this.queue::suspend);
        this.queue.post(this.item("waiting"));
        this.pool.runAll();
        assertThat(this.done).isEmpty();
        this.queue.resume(this.item("first"));
        this.pool.runAll();
        assertThat(this.done).containsExactly("first", "waiting");
        assertThat(this.queues.waiting()).isZero();
    }

    @Test
    void aQueueCanBeResumedByTheItemThatSuspendsIt() {
        this.queue.post(() -> {
            this.queue.suspend();
            this.queue.resume(this.item("first"));
        });
        this.queue.post(this.item("second"));
        this.pool.runAll();
        assertThat(this.done).containsExactly("first", "second");
    }

    @Test
    void aMergeBringsTheContinuationThenWhatWaits() {
        this.other.post(this.item("of the other"));
        this.queue.post(() -> this.queue.mergeInto(this.other, this.item("continuation")));
        this.queue.post(this.item("waiting"));
        this.pool.runAll();
        this.queue.post(this.item("later"));
        this.pool.runAll();
        assertThat(this.done).containsExactly("of the other", "continuation", "waiting", "later");
        assertThat(this.queue.resolve()).isSameAs(this.other);
        assertThat(this.queues.waiting()).isZero();
    }

    @Test
    void twoQueuesThatAreMergedIntoEachOtherBecomeOne() {
        this.queue.post(() -> this.queue.mergeInto(this.other, this.item("first")));
        this.other.post(() -> this.other.mergeInto(this.queue, this.item("second")));
        this.other.post(this.item("third"));
        this.pool.runAll();
        assertThat(this.done).containsExactly("second", "third", "first");
        assertThat(this.queue.resolve()).isSameAs(this.other.resolve());
        assertThat(this.queues.waiting()).isZero();
    }

    @Test
    void aQueueIsMergedOnce() {
        this.queue.post(() -> {
            this.queue.mergeInto(this.other, this.item("first"));
            assertThatThrownBy(() -> this.queue.mergeInto(this.queues.create(), this.item("never")))
                    .isInstanceOf(IllegalStateException.class);
        });
        this.pool.runAll();
        assertThat(this.done).containsExactly("first");
        assertThat(this.failures).isEmpty();
    }

    @Test
    void chainsOfMergesEndAtTheLast() {
        List<SessionQueue> chain = IntStream.range(0, 50).mapToObj(i -> this.queues.create()).toList();
        for (int i = 0; i < 49; i++) {
            SessionQueue from = chain.get(i);
            SessionQueue into = chain.get(i + 1);
            from.post(() -> from.mergeInto(into, this.item("merged")));
            this.pool.runAll();
        }
        chain.forEach(each -> each.post(() -> this.done.add(each.isCurrent() ? "here" : "elsewhere")));
        this.pool.runAll();
        assertThat(chain).allMatch(each -> each.resolve() == chain.get(49));
        assertThat(this.done).hasSize(99).doesNotContain("elsewhere");
    }

    @Test
    void theResumptionOfAMergedQueueIsNotLost() {
        this.queue.post(() -> {
            this.queue.suspend();
            this.queue.mergeInto(this.other, this.item("continuation"));
        });
        this.pool.runAll();
        this.queue.resume(this.item("resumed"));
        this.pool.runAll();
        assertThat(this.done).containsExactly("continuation", "resumed");
        assertThat(this.queues.waiting()).isZero();
    }

    @Test
    void whatIsMergedIntoASuspendedQueueWaitsForIt() {
        this.other.post(this.other::suspend);
        this.pool.runAll();
        this.queue.post(() -> this.queue.mergeInto(this.other, this.item("continuation")));
        this.pool.runAll();
        this.queue.resume(this.item("too early"));
        this.pool.runAll();
        assertThat(this.done).isEmpty();
        this.other.resume(this.item("resumed"));
        this.pool.runAll();
        assertThat(this.done).containsExactly("resumed", "too early", "continuation");
    }

    @Test
    void theOutputOfTheMergingItemLeavesBeforeThatOfItsContinuation() {
        this.queue.post(() -> {
            SessionQueue.output(this.item("100"));
            this.queue.mergeInto(this.other, () -> SessionQueue.output(this.item("200")));
        });
        this.pool.runAll();
        assertThat(this.done).containsExactly("100", "200");
    }

    @Test
    void theConditionsOfTheMergingItemHoldForItsContinuation() {
        List<CompletionStage<?>> seen = new ArrayList<>();
        CompletionStage<?> condition = new CompletableFuture<>();
        this.other.post(() -> this.other.setCommit((source, outputs, conditions) -> seen.addAll(conditions)));
        this.queue.post(() -> {
            SessionQueue.require(condition);
            this.queue.mergeInto(this.other, this.item("continuation"));
        });
        this.pool.runAll();
        assertThat(seen).hasSize(1).first().isSameAs(condition);
    }

    @Test
    void whatAnItemSendsAfterItHasMergedItsQueueIsNotLost() {
        this.queue.post(() -> {
            this.queue.mergeInto(this.other, this.item("continuation"));
            SessionQueue.output(this.item("late"));
        });
        this.pool.runAll();
        assertThat(this.done).containsExactly("continuation", "late");
    }

    @Test
    void aMergedQueueHasTheCommitOfTheOther() {
        OutputCommit mine = (source, outputs, conditions) -> source.release(outputs);
        OutputCommit another = (source, outputs, conditions) -> source.release(outputs);
        this.queue.post(() -> this.queue.setCommit(mine));
        this.queue.post(() -> this.queue.mergeInto(this.other, () -> assertThat(this.queue.getCommit()).isSameAs(mine)));
        this.queue.post(() -> this.queue.setCommit(another));
        this.pool.runAll();
        assertThat(this.other.getCommit()).isSameAs(another);
        assertThat(this.failures).isEmpty();
    }

    @Test
    void aQueueIsCurrentOnItsThreadOnlyAlsoUnderItsFormerName() {
        this.queue.post(() -> {
            assertThat(this.queue.isCurrent()).isTrue();
            assertThat(this.other.isCurrent()).isFalse();
            this.queue.mergeInto(this.other, () -> {
                assertThat(this.queue.isCurrent()).isTrue();
                assertThat(this.other.isCurrent()).isTrue();
            });
            assertThat(this.queue.isCurrent()).as("the rest of a merging item has no session").isFalse();
        });
        this.pool.runAll();
        assertThat(this.queue.isCurrent()).isFalse();
        assertThat(SessionQueue.current()).isNull();
        assertThat(this.failures).isEmpty();
    }

    @Test
    void whateverAnItemThrowsIsReportedAndTheQueueGoesOn() {
        List<Throwable> thrown = List.of(new IllegalStateException(), new StackOverflowError(), new Exception("undeclared"));
        thrown.forEach(failure -> this.queue.post(() -> throwUndeclared(failure)));
        this.queue.post(this.item("next"));
        this.pool.runAll();
        assertThat(this.failures).isEqualTo(thrown);
        assertThat(this.done).containsExactly("next");
        assertThat(this.queues.waiting()).isZero();
    }

    @Test
    void outputThatFailsDoesNotTakeTheRestAlong() {
        this.queue.post(() -> {
            SessionQueue.output(() -> throwUndeclared(new IllegalStateException("not sent")));
            SessionQueue.output(this.item("sent"));
        });
        this.pool.runAll();
        assertThat(this.done).containsExactly("sent");
        assertThat(this.failures).hasSize(1);
    }

    @Test
    void aCommitThatFailsDoesNotStopTheQueue() {
        this.queue.post(() -> this.queue.setCommit((source, outputs, conditions) -> throwUndeclared(new StackOverflowError())));
        this.queue.post(this.item("next"));
        this.pool.runAll();
        assertThat(this.done).containsExactly("next");
        assertThat(this.failures).hasSize(2);
    }

    @Test
    void outputLeavesWhenItsItemIsDoneAndAtOnceWithoutOne() {
        this.queue.post(() -> {
            SessionQueue.output(this.item("output"));
            this.done.add("item");
        });
        this.pool.runAll();
        SessionQueue.output(this.item("no item"));
        assertThat(this.done).containsExactly("item", "output", "no item");
    }

    @Test
    void whatIsToBeDoneAtTheEndOfAnItemIsDoneBeforeItsOutputLeavesAlsoIfItFails() {
        this.queue.post(() -> {
            SessionQueue.output(this.item("output"));
            SessionQueue.atEndOfItem(() -> throwUndeclared(new IllegalStateException("ending")));
            SessionQueue.atEndOfItem(() -> {
                this.done.add("ending");
                SessionQueue.atEndOfItem(this.item("ending of the ending"));
            });
            this.done.add("item");
            throwUndeclared(new IllegalStateException("item"));
        });
        this.pool.runAll();
        assertThat(this.done).containsExactly("item", "ending", "ending of the ending", "output");
        assertThat(this.failures).hasSize(2);
    }

    @Test
    void whatIsToBeDoneAtTheEndOfAMergingItemIsDoneByTheOtherQueueAtTheEndOfTheContinuation() {
        this.queue.post(() -> {
            SessionQueue.atEndOfItem(() -> this.done.add(this.other.isCurrent() ? "ending" : "elsewhere"));
            this.queue.mergeInto(this.other, this.item("continuation"));
            SessionQueue.atEndOfItem(() -> this.done.add(this.other.isCurrent() ? "late" : "elsewhere"));
        });
        this.pool.runAll();
        assertThat(this.done).containsExactly("continuation", "ending", "late");
    }

    @Test
    void storedTellsWhenTheCommitLetsTheOutputGo() {
        List<Runnable> held = new ArrayList<>();
        this.queue.post(() -> this.queue.setCommit((source, outputs, conditions) -> held.addAll(outputs)));
        CompletableFuture<Void> stored = this.queue.stored().toCompletableFuture();
        this.pool.runAll();
        assertThat(stored).isNotDone();
        held.forEach(Runnable::run);
        assertThat(stored).isCompleted();
    }

    private Runnable item(String name) {
        return () -> this.done.add(name);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUndeclared(Throwable failure) throws T {
        throw (T) failure;
    }
}
