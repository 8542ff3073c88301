/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wildfly.sip.ha.replication.TestBench.COMMIT_TIMEOUT;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.replication.FakeStore.Mode;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.work.SessionQueue;

class ReplicaCommitTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final TestBench node = new TestBench();
    private final FakeStore store = this.node.store;
    private final TextReplica replica = new TextReplica("session");
    private SessionQueue queue;

    @BeforeEach
    void begin() {
        this.queue = this.node.session(this.replica);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(this.node.queues.waiting()).isZero();
        assertThat(this.queue.getCommit().isHolding() && this.store.held() == 0).as("waits for nothing").isFalse();
    }

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
    void theOutputOfASupersededReplicaIsDropped() {
        this.node.work(this.queue, this.replica, "mine");
        this.store.all(Mode.HELD);
        this.store.put("session", "elsewhere", 2);
        this.node.work(this.queue, this.replica, "too late");
        this.node.work(this.queue, this.replica, "much too late");
        CompletableFuture<Void> stored = this.queue.stored().toCompletableFuture();
        this.node.answer();
        assertThat(this.node.sent).containsExactly("mine");
        assertThat(stored).as("whoever waits for the session waits no longer").isCancelled();
        assertThat(this.replica.timesSuperseded()).isOne();
        assertThat(this.replica.supersededBy().owner()).isEqualTo("elsewhere");
        assertThat(this.node.context.statistics().superseded.sum()).isOne();
        assertThat(this.store.held()).isZero();
        assertThat(this.store.header("session").owner()).isEqualTo("elsewhere");
    }

    @Test
    void aNoticeThatAnotherNodeHasTheSessionDropsItOnceAndItsOutput() {
        this.store.all(Mode.HELD);
        this.node.work(this.queue, this.replica, "too late");
        this.store.put("session", "elsewhere", 2);
        EntryHeader stored = this.store.header("session");
        this.node.run(this.queue, () -> this.node.commit(this.queue).noticed(this.replica, stored));
        this.node.answer();
        assertThat(this.node.sent).isEmpty();
        assertThat(this.replica.timesSuperseded()).isOne();
        assertThat(this.node.context.statistics().superseded.sum()).isOne();
    }

    @Test
    void aNoticeOfItsOwnOrAnOlderEntryDoesNotConcernAReplica() {
        this.node.work(this.queue, this.replica, "mine");
        this.node.run(this.queue, () -> this.node.commit(this.queue).noticed(this.replica, this.store.header("session")));
        this.store.put("session", "elsewhere", 0);
        this.node.run(this.queue, () -> this.node.commit(this.queue).noticed(this.replica, this.store.header("session")));
        assertThat(this.replica.timesSuperseded()).isZero();
    }

    @Test
    void anOlderEntryOfAnotherNodeIsWrittenOver() {
        this.store.put("session", "elsewhere", 0);
        this.node.work(this.queue, this.replica, "newer");
        this.node.pass(LONG);
        assertThat(this.node.sent).containsExactly("newer");
        assertThat(this.store.header("session").owner()).isEqualTo(FakeStore.NODE);
        assertThat(this.replica.timesSuperseded()).isZero();
    }

    @Test
    void theEntryOfARemovedReplicaIsRemovedAtOnce() {
        this.node.work(this.queue, this.replica, "state");
        this.node.run(this.queue, () -> this.node.commit(this.queue).remove(this.replica));
        assertThat(this.store.entries).isEmpty();
    }

    @Test
    void theEntryOfAReplicaRemovedDuringItsWriteIsRemovedAfterIt() {
        this.store.all(Mode.HELD);
        this.node.work(this.queue, this.replica, "200");
        this.node.run(this.queue, () -> {
            this.node.commit(this.queue).remove(this.replica);
            SessionQueue.output(this.node.message("bye"));
        });
        assertThat(this.store.held()).isOne();
        this.node.answer();
        assertThat(this.node.sent).containsExactly("200");
        assertThat(this.store.entries).hasSize(1);
        this.node.answer();
        assertThat(this.store.entries).isEmpty();
        assertThat(this.node.sent).as("the peers know of the end when nothing is left").containsExactly("200", "bye");
        assertThat(this.replica.timesSuperseded()).isZero();
    }

    @Test
    void aRemovalThatIsNeverConfirmedHoldsOutputNoLongerThanTheCommitTimeout() {
        this.node.work(this.queue, this.replica, "200");
        this.store.all(Mode.HELD);
        this.node.run(this.queue, () -> {
            this.node.commit(this.queue).remove(this.replica);
            SessionQueue.output(this.node.message("bye"));
        });
        assertThat(this.node.sent).containsExactly("200");
        this.node.pass(COMMIT_TIMEOUT);
        assertThat(this.node.sent).containsExactly("200", "bye");
        assertThat(this.queue.getCommit().isHolding()).isFalse();
    }

    @Test
    void theWriteOfARemovedReplicaIsNotRepeatedForEver() {
        this.store.all(Mode.FAILED);
        this.node.work(this.queue, this.replica, "200");
        this.node.run(this.queue, () -> this.node.commit(this.queue).remove(this.replica));
        this.node.pass(LONG);
        assertThat(this.node.alarm.size()).isZero();
        assertThat(this.queue.getCommit().isHolding()).isFalse();
        assertThat(this.node.sent).containsExactly("200");
    }

    @Test
    void aReplicaThatWasNeverWrittenHasNothingToRemove() {
        this.store.all(Mode.HELD);
        this.node.run(this.queue, () -> this.node.commit(this.queue).remove(this.replica));
        assertThat(this.store.held()).isZero();
    }

    @Test
    void aReleasedReplicaIsWrittenNoMoreAndItsEntryStays() {
        this.node.work(this.queue, this.replica, "state");
        this.node.run(this.queue, () -> this.node.commit(this.queue).release(this.replica));
        this.node.work(this.queue, this.replica, "later");
        assertThat(this.store.value("session")).isEqualTo("state");
        assertThat(this.node.sent).containsExactly("state", "later");
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
