/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.store.StoreListener;
import org.wildfly.sip.ha.store.WriteOutcome;

/** What two nodes make of the death of a third, which is a process of its own. */
class KilledProcessTest {
    private static final int ENTRIES = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestCluster cluster = new TestCluster(3);
    private EmbeddedStore a;
    private EmbeddedStore b;
    private MemberProcess victim;

    @BeforeEach
    void startNodes() throws Exception {
        this.a = this.cluster.node("node-a");
        this.b = this.cluster.node("node-b");
        this.a.start();
        this.b.start();
        this.victim = MemberProcess.start(this.cluster, "victim", this.cluster.port(2), ENTRIES);
        await().atMost(PATIENCE).until(() -> this.a.nodes().size() == 3 && this.b.nodes().size() == 3);
        await().atMost(PATIENCE).until(() -> TestCluster.isBalanced(this.a) && TestCluster.isBalanced(this.b));
    }

    @AfterEach
    void stopNodes() {
        this.victim.close();
        this.b.close();
        this.a.close();
    }

    @Test
    void theSurvivorsAreToldOfTheDeathWithinTwoSeconds() {
        CompletableFuture<String> toldA = new CompletableFuture<>();
        CompletableFuture<String> toldB = new CompletableFuture<>();
        this.a.addListener(onDeparture(toldA));
        this.b.addListener(onDeparture(toldB));

        this.victim.kill();

        assertThat(toldA).succeedsWithin(Duration.ofSeconds(2)).isEqualTo("victim");
        assertThat(toldB).succeedsWithin(Duration.ofSeconds(2)).isEqualTo("victim");
        assertThat(this.a.nodes()).containsExactlyInAnyOrder("node-a", "node-b");
    }

    @Test
    void everyEntryOfTheVictimIsTakenOverOnce() {
        Queue<String> takenOver = new ConcurrentLinkedQueue<>();
        this.a.addListener(new Survivor(this.a, takenOver));
        this.b.addListener(new Survivor(this.b, takenOver));

        this.victim.kill();

        await().atMost(PATIENCE).until(() -> takenOver.size() >= ENTRIES);
        assertThat(takenOver).containsExactlyInAnyOrderElementsOf(IntStream.range(0, ENTRIES).mapToObj(i -> "s" + i).toList());
    }

    @Test
    void aWriteThatBeginsBeforeTheDeathIsKnownIsAppliedAfterIt() throws Exception {
        this.victim.kill();

        for (int i = 0; i < ENTRIES; i++) {
            assertThat(this.write("new-" + i, new byte[100]).get(5, TimeUnit.SECONDS).applied()).isTrue();
        }
    }

    @Test
    void aStoppedProcessHoldsUpOnlyWhatItOwns() throws Exception {
        String healthy = IntStream.range(0, 100_000).mapToObj(i -> "x" + i)
                .filter(key -> this.a.isPrimary(key) && TestCluster.topology(this.b).isReadOwner(key)).findFirst().orElseThrow();

        this.victim.signal("STOP");
        try {
            CompletableFuture<?>[] stuck = IntStream.range(0, 5_000).mapToObj(i -> "y" + i).map(key -> this.write(key, new byte[2_000]))
                    .toArray(CompletableFuture[]::new);

            assertThat(this.write(healthy, new byte[2_000]).get(2, TimeUnit.SECONDS).applied()).isTrue();
            assertThat(CompletableFuture.allOf(stuck)).failsWithin(Duration.ofSeconds(10));
        } finally {
            this.victim.signal("CONT");
        }
    }

    private CompletableFuture<WriteOutcome> write(String key, byte[] value) {
        EntryHeader header = new EntryHeader("node-a", 1, 1, 1, EntryHeader.NEVER, EntryHeader.NEVER);
        return this.a.write(new StoreEntry(key, header, value), "node-a", 1).toCompletableFuture();
    }

    private static StoreListener onDeparture(CompletableFuture<String> told) {
        return new StoreListener() {
            @Override
            public void nodeLeft(String node) {
                told.complete(node);
            }
        };
    }

    /** Takes over what it is offered. */
    private record Survivor(SessionStore store, Queue<String> takenOver) implements StoreListener {
        @Override
        public void nodeLeft(String node) {
            this.store.forEachOwnedBy(node, this::takeOver);
        }

        private void takeOver(StoreEntry entry) {
            EntryHeader old = entry.header();
            EntryHeader mine = new EntryHeader(this.store.localNode(), old.epoch() + 1, old.version() + 1, old.writeId(), old.deadline(),
                    old.expiry());
            this.store.write(new StoreEntry(entry.key(), mine, entry.value()), old.owner(), old.epoch()).thenAccept(outcome -> {
                if (outcome.applied()) {
                    this.takenOver.add(entry.key());
                }
            });
        }
    }
}
