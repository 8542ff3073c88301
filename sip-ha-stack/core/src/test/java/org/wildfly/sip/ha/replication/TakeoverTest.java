/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.replication.FakeStore.Mode;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.work.SessionQueue;

class TakeoverTest {
    private final TestBench node = new TestBench();
    private final FakeStore store = this.node.store;
    private final Takeover takeover = new Takeover(this.node.context);

    private CompletableFuture<Optional<StoreEntry>> claim() {
        return this.takeover.claim("session").toCompletableFuture();
    }

    @Test
    void anEntryOfAnotherNodeBecomesThisNodes() {
        this.store.put("session", "dead", 4);
        StoreEntry claimed = this.claim().join().orElseThrow();
        assertThat(claimed.header().owner()).isEqualTo(FakeStore.NODE);
        assertThat(claimed.header().epoch()).isEqualTo(5);
        assertThat(claimed.header().version()).as("so that a store can refuse what was read before the last write").isEqualTo(2);
        assertThat(this.store.header("session")).isEqualTo(claimed.header());
        assertThat(this.node.context.statistics().takeovers.sum()).isOne();
    }

    @Test
    void aSessionThatIsNotStoredIsNotClaimed() {
        assertThat(this.claim().join()).isEmpty();
        assertThat(this.store.asked).isEmpty();
    }

    @Test
    void aClaimedReplicaIsWrittenUnderItsNewEpoch() {
        this.store.put("session", "dead", 4);
        EntryHeader claimed = this.claim().join().orElseThrow().header();
        TextReplica replica = new TextReplica("session");
        SessionQueue queue = this.node.queues.create();
        this.node.run(queue, () -> this.node.commit(queue).add(replica, claimed));
        this.node.work(queue, replica, "here");
        assertThat(this.store.header("session").epoch()).isEqualTo(5);
        assertThat(this.store.header("session").version()).isEqualTo(3);
        this.node.run(queue, () -> this.node.commit(queue).remove(replica));
        assertThat(this.store.entries).isEmpty();
    }

    @Test
    void aClaimedReplicaThatIsNeverWrittenIsRemovedAllTheSame() {
        this.store.put("session", "dead", 4);
        EntryHeader claimed = this.claim().join().orElseThrow().header();
        TextReplica replica = new TextReplica("session");
        SessionQueue queue = this.node.queues.create();
        this.node.run(queue, () -> this.node.commit(queue).add(replica, claimed));
        this.node.run(queue, () -> this.node.commit(queue).remove(replica));
        assertThat(this.store.entries).isEmpty();
    }

    @Test
    void aClaimWhoseAnswerIsLostIsAClaim() {
        this.store.put("session", "dead", 4);
        this.store.next(Mode.AT_ONCE, Mode.ANSWER_LOST);
        assertThat(this.claim().join()).isPresent();
        assertThat(this.store.header("session").epoch()).isEqualTo(5);
        assertThat(this.store.asked).hasSize(1);
    }

    @Test
    void aClaimThatFailsIsTriedAgain() {
        this.store.put("session", "dead", 4);
        this.store.next(Mode.AT_ONCE, Mode.FAILED, Mode.AT_ONCE, Mode.THROWN);
        assertThat(this.claim().join()).isPresent();
        assertThat(this.store.header("session").epoch()).isEqualTo(5);
    }

    @Test
    void aClaimEndsWhenTheStoreGoesOnFailing() {
        this.store.put("session", "dead", 4);
        this.store.next(Mode.AT_ONCE, Mode.FAILED, Mode.AT_ONCE, Mode.FAILED, Mode.AT_ONCE, Mode.FAILED);
        assertThat(this.claim()).isCompletedExceptionally();
        this.store.next(Mode.THROWN);
        assertThat(this.claim()).isCompletedExceptionally();
    }

    @Test
    void aClaimEndsWhenTheStoreNeverAnswers() {
        this.store.put("session", "dead", 4);
        this.store.all(Mode.HELD);
        CompletableFuture<Optional<StoreEntry>> claim = this.claim();
        assertThat(claim).isNotDone();
        this.node.pass(Duration.ofSeconds(60));
        assertThat(claim).isCompletedExceptionally();
        assertThat(this.node.alarm.size()).isZero();
    }

    @Test
    void whoIsSlowerClaimsFromTheWinner() {
        this.store.put("session", "dead", 4);
        this.store.next(Mode.AT_ONCE, Mode.HELD);
        CompletableFuture<Optional<StoreEntry>> claim = this.claim();
        this.store.put("session", "quicker", 5);
        this.store.answer();
        assertThat(claim.join().orElseThrow().header().epoch()).isEqualTo(6);
    }

    @Test
    void anEntryThatHasChangedItsOwnerSinceItWasReadIsNotClaimed() {
        this.store.put("session", "dead", 4);
        StoreEntry read = this.store.entries.get("session");
        this.store.put("session", "quicker", 5);
        assertThat(this.takeover.claim(read).toCompletableFuture().join()).isEmpty();
        assertThat(this.store.header("session").owner()).isEqualTo("quicker");
        assertThat(this.node.context.statistics().takeovers.sum()).isZero();
    }
}
