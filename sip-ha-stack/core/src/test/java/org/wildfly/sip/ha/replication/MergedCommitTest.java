/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wildfly.sip.ha.replication.TestBench.COMMIT_TIMEOUT;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.replication.FakeStore.Mode;
import org.wildfly.sip.ha.work.SessionQueue;

/** What becomes of replicas, writes under way and held output when queues are merged. */
class MergedCommitTest {
    private final TestBench node = new TestBench();
    private final FakeStore store = this.node.store;
    private final TextReplica first = new TextReplica("first");
    private final TextReplica second = new TextReplica("second");
    private final SessionQueue from = this.node.session(this.first);
    private final SessionQueue into = this.node.session(this.second);

    @BeforeEach
    void holdWrites() {
        this.store.all(Mode.HELD);
    }

    private void merge(String output) {
        this.node.run(this.from, () -> this.from.mergeInto(this.into, () -> SessionQueue.output(this.node.message(output))));
    }

    @Test
    void theReplicasOfAMergedQueueAreWrittenByTheOther() {
        this.merge("merged");
        this.node.run(this.into, () -> {
            this.first.change("1");
            this.second.change("2");
            SessionQueue.output(this.node.message("both"));
        });
        assertThat(this.store.held()).isEqualTo(2);
        this.node.answer();
        assertThat(this.node.sent).containsExactly("merged");
        this.node.answer();
        assertThat(this.node.sent).containsExactly("merged", "both");
    }

    @Test
    void anEntryIsNotWrittenTwiceAtOnce() {
        this.node.work(this.from, this.first, "1");
        this.merge("merged");
        this.node.work(this.into, this.first, "2");
        assertThat(this.store.held()).as("writes under way").isOne();
        this.node.answer();
        assertThat(this.store.held()).isOne();
        this.node.answer();
        assertThat(this.store.value("first")).isEqualTo("2");
        assertThat(this.node.sent).containsExactly("1", "merged", "2");
        assertThat(this.node.queues.waiting()).isZero();
    }

    @Test
    void outputOfTheMergedQueueLeavesBeforeWhatComesAfterTheMerge() {
        this.node.work(this.from, this.first, "1");
        this.node.work(this.from, this.first, "2");
        this.merge("merged");
        assertThat(this.node.sent).isEmpty();
        this.node.answer();
        this.node.answer();
        assertThat(this.node.sent).containsExactly("1", "2", "merged");
        assertThat(this.store.value("first")).isEqualTo("2");
    }

    @Test
    void bothQueuesCanHaveWritesUnderWay() {
        this.node.work(this.from, this.first, "1");
        this.node.work(this.into, this.second, "2");
        this.merge("merged");
        this.node.answer();
        assertThat(this.node.sent).containsExactly("1");
        this.node.answer();
        assertThat(this.node.sent).containsExactly("1", "2", "merged");
        assertThat(this.into.getCommit().isHolding()).isFalse();
        assertThat(this.node.alarm.size()).isZero();
    }

    @Test
    void overdueWritesOfBothQueuesLetTheirOutputGo() {
        this.node.work(this.from, this.first, "1");
        this.node.work(this.into, this.second, "2");
        this.merge("merged");
        this.node.pass(COMMIT_TIMEOUT);
        assertThat(this.node.sent).containsExactlyInAnyOrder("1", "2", "merged").endsWith("merged");
        this.node.answer();
        this.node.answer();
        assertThat(this.into.getCommit().isHolding()).isFalse();
    }

    @Test
    void aQueueWithoutReplicasGoesOnWithTheCommitOfTheMerged() {
        SessionQueue bare = this.node.queues.create();
        this.node.work(this.from, this.first, "1");
        this.node.run(this.from, () -> this.from.mergeInto(bare, () -> SessionQueue.output(this.node.message("merged"))));
        this.node.work(bare, this.first, "2");
        assertThat(this.node.sent).isEmpty();
        this.node.answer();
        assertThat(this.node.sent).containsExactly("1");
        this.node.answer();
        assertThat(this.node.sent).containsExactly("1", "merged", "2");
    }

    @Test
    void aQueueWithoutReplicasIsMergedIntoOneThatHasSome() {
        SessionQueue bare = this.node.queues.create();
        this.node.work(this.into, this.second, "1");
        this.node.run(bare, () -> {
            SessionQueue.output(this.node.message("100"));
            bare.mergeInto(this.into, () -> SessionQueue.output(this.node.message("200")));
        });
        assertThat(this.node.sent).isEmpty();
        this.node.answer();
        assertThat(this.node.sent).containsExactly("1", "100", "200");
    }

    @Test
    void theConditionsOfTheMergedQueueHoldItsOutput() {
        CompletableFuture<Void> condition = new CompletableFuture<>();
        this.node.run(this.from, () -> {
            SessionQueue.require(condition);
            SessionQueue.output(this.node.message("1"));
        });
        this.merge("merged");
        assertThat(this.node.sent).isEmpty();
        condition.complete(null);
        this.node.pool.runAll();
        assertThat(this.node.sent).containsExactly("1", "merged");
    }

    @Test
    void aReplicaIsRemovedUnderTheFormerNameOfItsQueue() {
        this.node.work(this.from, this.first, "1");
        this.merge("merged");
        this.node.run(this.from, () -> this.node.commit(this.from).remove(this.first));
        this.node.answer();
        this.node.answer();
        assertThat(this.store.entries).isEmpty();
    }

    @Test
    void aReplicaThatIsSupersededAfterTheMergeIsDropped() {
        this.node.work(this.from, this.first, "too late");
        this.store.put("first", "elsewhere", 2);
        this.merge("of the superseded");
        this.node.answer();
        assertThat(this.node.sent).isEmpty();
        assertThat(this.first.timesSuperseded()).isOne();
        assertThat(this.second.timesSuperseded()).isZero();
        this.node.work(this.into, this.second, "goes on");
        this.node.answer();
        assertThat(this.node.sent).containsExactly("goes on");
    }
}
