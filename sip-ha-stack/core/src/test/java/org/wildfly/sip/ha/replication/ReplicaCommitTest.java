/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wildfly.sip.ha.replication.TestBench.COMMIT_TIMEOUT;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.replication.FakeStore.Mode;
import org.wildfly.sip.ha.work.SessionQueue;

/** When output leaves: when the state that it tells of is stored. */
class ReplicaCommitTest extends ReplicaScene {
    @Test
    void outputLeavesWhenItsStateIsStoredAndNotBefore() {
        this.store.all(Mode.HELD);
        this.node.work(this.queue, this.replica, "first");
        assertThat(this.node.sent).isEmpty();
        this.node.answer();
        assertThat(this.node.sent).containsExactly("first");
        assertThat(this.store.value("session")).isEqualTo("first");
        assertThat(this.node.alarm.size()).as("timeouts of what has ended").isZero();
    }

    @Test
    void outputWithoutChangeLeavesAtOnceButNotBeforeWhatWaits() {
        this.node.run(this.queue, () -> SessionQueue.output(this.node.message("unchanged")));
        assertThat(this.node.sent).containsExactly("unchanged");
        assertThat(this.store.asked).isEmpty();
        this.store.all(Mode.HELD);
        this.node.work(this.queue, this.replica, "changed");
        this.node.run(this.queue, () -> SessionQueue.output(this.node.message("later")));
        assertThat(this.node.sent).containsExactly("unchanged");
        this.node.answer();
        assertThat(this.node.sent).containsExactly("unchanged", "changed", "later");
    }

    @Test
    void changesGatherWhileAWriteIsUnderWay() {
        this.store.all(Mode.HELD);
        this.node.work(this.queue, this.replica, "1");
        this.node.work(this.queue, this.replica, "2");
        this.node.work(this.queue, this.replica, "3");
        assertThat(this.store.held()).isOne();
        this.node.answer();
        assertThat(this.node.sent).containsExactly("1");
        assertThat(this.store.held()).isOne();
        this.node.answer();
        assertThat(this.node.sent).containsExactly("1", "2", "3");
        assertThat(this.store.value("session")).isEqualTo("3");
        assertThat(this.store.asked).extracting(entry -> entry.header().version()).containsExactly(1L, 2L);
    }

    @Test
    void aStoreThatAnswersAtOnceHoldsNothing() {
        this.node.work(this.queue, this.replica, "1");
        this.node.work(this.queue, this.replica, "2");
        assertThat(this.node.sent).containsExactly("1", "2");
        assertThat(this.node.context.statistics().writes.sum()).isEqualTo(2);
        assertThat(this.node.alarm.size()).isZero();
    }

    @Test
    void outputLeavesAfterTheCommitTimeoutAndIsCounted() {
        this.store.all(Mode.HELD);
        this.node.work(this.queue, this.replica, "1");
        this.node.work(this.queue, this.replica, "2");
        this.node.pass(COMMIT_TIMEOUT.minusMillis(1));
        assertThat(this.node.sent).isEmpty();
        this.node.pass(Duration.ofMillis(1));
        this.node.work(this.queue, this.replica, "3");
        assertThat(this.node.sent).containsExactly("1", "2", "3");
        assertThat(this.node.context.statistics().uncommitted.sum()).isEqualTo(3);
        this.node.answer();
        this.node.answer();
        assertThat(this.store.value("session")).as("what came meanwhile is stored at last").isEqualTo("3");
        assertThat(this.node.sent).hasSize(3);
    }

    @Test
    void aLostAnswerIsNotALostSession() {
        this.store.next(Mode.ANSWER_LOST);
        this.node.work(this.queue, this.replica, "stored");
        assertThat(this.node.sent).as("the store's own word may be of one copy only: the write is made again").isEmpty();
        this.node.pass(LONG);
        assertThat(this.node.sent).containsExactly("stored");
        assertThat(this.replica.timesSuperseded()).isZero();
        assertThat(this.store.asked).hasSize(2).extracting(entry -> entry.header().writeId())
                .containsOnly(this.store.header("session").writeId());
        assertThat(this.node.context.statistics().failures.sum()).isOne();
    }

    @Test
    void aFailedWriteIsRepeatedUnderTheSameId() {
        this.node.work(this.queue, this.replica, "1");
        this.store.next(Mode.FAILED, Mode.AT_ONCE, Mode.THROWN, Mode.THROWN, Mode.FAILED, Mode.FAILED);
        this.node.work(this.queue, this.replica, "2");
        assertThat(this.node.sent).containsExactly("1");
        this.node.pass(LONG);
        assertThat(this.node.sent).containsExactly("1", "2");
        assertThat(this.store.value("session")).isEqualTo("2");
        assertThat(this.store.asked.stream().skip(1)).hasSizeGreaterThan(2).extracting(entry -> entry.header().writeId())
                .containsOnly(this.store.header("session").writeId());
        assertThat(this.node.failures).isEmpty();
    }

    @Test
    void aStoreThatNeverAnswersIsAskedAgain() {
        this.store.next(Mode.HELD, Mode.HELD);
        this.node.work(this.queue, this.replica, "1");
        this.node.pass(LONG);
        this.node.work(this.queue, this.replica, "2");
        assertThat(this.node.sent).containsExactly("1", "2");
        assertThat(this.store.value("session")).isEqualTo("2");
        assertThat(this.queue.getCommit().isHolding()).isFalse();
        assertThat(this.node.alarm.size()).isZero();
    }

    @Test
    void aReplicaThatCannotBeEncodedDoesNotHoldTheCallUp() {
        for (Throwable failure : new Throwable[]{new IllegalStateException("attribute"), new StackOverflowError()}) {
            this.replica.failEncoding(failure);
            this.node.work(this.queue, this.replica, failure.getClass().getSimpleName());
        }
        assertThat(this.node.sent).containsExactly("IllegalStateException", "StackOverflowError");
        assertThat(this.node.failures).hasSize(2);
        this.replica.failEncoding(null);
        this.node.work(this.queue, this.replica, "encodable");
        assertThat(this.store.value("session")).isEqualTo("encodable");
        assertThat(this.store.header("session").version()).isOne();
    }

    @Test
    void outputThatFailsDoesNotTakeTheRestAlong() {
        this.store.all(Mode.HELD);
        this.node.run(this.queue, () -> {
            this.replica.change("state");
            SessionQueue.output(() -> {
                throw new IllegalStateException("not sent");
            });
            SessionQueue.output(this.node.message("sent"));
        });
        this.node.work(this.queue, this.replica, "next");
        this.node.answer();
        this.node.answer();
        assertThat(this.node.sent).containsExactly("sent", "next");
        assertThat(this.node.failures).hasSize(1);
    }

    @Test
    void outputWaitsForTheOtherSessionsThatItsItemHasChanged() {
        TextReplica another = new TextReplica("another");
        SessionQueue other = this.node.session(another);
        this.store.all(Mode.HELD);
        this.node.run(this.queue, () -> {
            another.change("changed from outside");
            SessionQueue.require(other.stored());
            SessionQueue.output(this.node.message("tells of the other"));
        });
        assertThat(this.store.held()).isOne();
        assertThat(this.node.sent).isEmpty();
        this.node.answer();
        assertThat(this.node.sent).containsExactly("tells of the other");
        assertThat(this.store.value("another")).isEqualTo("changed from outside");
    }

    @Test
    void aConditionThatFailsHoldsNothing() {
        this.node.run(this.queue, () -> {
            SessionQueue.require(CompletableFuture.failedStage(new IllegalStateException()));
            SessionQueue.output(this.node.message("sent"));
        });
        assertThat(this.node.sent).containsExactly("sent");
    }

    @Test
    void aConditionThatNeverCompletesIsGivenUpAndTheSessionIsStoredAsBefore() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        this.node.run(this.queue, () -> {
            SessionQueue.require(never);
            SessionQueue.output(this.node.message("1"));
        });
        assertThat(this.node.sent).isEmpty();
        this.node.work(this.queue, this.replica, "2");
        this.node.pass(COMMIT_TIMEOUT);
        assertThat(this.node.sent).containsExactly("1", "2");
        assertThat(this.store.value("session")).isEqualTo("2");
        never.complete(null);
        this.node.pool.runAll();
        this.node.work(this.queue, this.replica, "3");
        assertThat(this.store.value("session")).isEqualTo("3");
        assertThat(this.queue.getCommit().isHolding()).isFalse();
    }

    @Test
    void twoSessionsThatWaitForEachOtherWaitNoLongerThanTheCommitTimeout() {
        TextReplica another = new TextReplica("another");
        SessionQueue other = this.node.session(another);
        this.queue.post(() -> {
            this.replica.change("1");
            SessionQueue.require(other.stored());
            SessionQueue.output(this.node.message("1"));
        });
        other.post(() -> {
            another.change("2");
            SessionQueue.require(this.queue.stored());
            SessionQueue.output(this.node.message("2"));
        });
        this.node.pool.runAll();
        this.node.pass(COMMIT_TIMEOUT);
        assertThat(this.node.sent).containsExactlyInAnyOrder("1", "2");
        assertThat(this.store.entries).hasSize(2);
    }
}
