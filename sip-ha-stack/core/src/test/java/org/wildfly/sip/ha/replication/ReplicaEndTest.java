/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wildfly.sip.ha.replication.TestBench.COMMIT_TIMEOUT;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.replication.FakeStore.Mode;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.work.SessionQueue;

/** What becomes of a replica, its entry and its output when it is superseded, removed or released. */
class ReplicaEndTest extends ReplicaScene {
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
}
