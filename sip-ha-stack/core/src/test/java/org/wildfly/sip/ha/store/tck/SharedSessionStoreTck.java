/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.store.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.store.StoreListener;
import org.wildfly.sip.ha.store.WriteOutcome;

/** What every implementation of {@link SessionStore} has to do that is shared by several nodes. */
public abstract class SharedSessionStoreTck {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TckEntries entries = new TckEntries();
    private SessionStore a;
    private SessionStore b;
    private SessionStore c;

    /**
     * Makes the store of one node of a cluster that is the same within a test; not started. The TCK starts and closes it.
     *
     * @param name the name of the node
     */
    protected abstract SessionStore node(String name);

    /** Ends a node so that the others notice; by closing its store unless overridden by something ruder. */
    protected void end(SessionStore store) {
        store.close();
    }

    /** Returns when every node is ready for the next step; for implementations that move entries to nodes that joined. */
    protected void awaitBalance(List<SessionStore> stores) {
    }

    @BeforeEach
    final void startNodes() {
        this.a = this.node("node-a");
        this.b = this.node("node-b");
        this.c = this.node("node-c");
        List<SessionStore> all = List.of(this.a, this.b, this.c);
        all.forEach(SessionStore::start);
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(all)
                        .allSatisfy(store -> assertThat(store.nodes()).containsExactlyInAnyOrder("node-a", "node-b", "node-c")));
        this.awaitBalance(all);
    }

    @AfterEach
    final void stopNodes() {
        this.c.close();
        this.b.close();
        this.a.close();
    }

    @Test
    void everyKeyHasOnePrimary() {
        for (int i = 0; i < 100; i++) {
            String key = "s" + i;
            assertThat(Stream.of(this.a, this.b, this.c).filter(store -> store.isPrimary(key))).hasSize(1);
        }
    }

    @Test
    void whatOneNodeHasWrittenTheOthersRead() throws Exception {
        for (int i = 0; i < 20; i++) {
            StoreEntry entry = this.entries.entry("s" + i, "node-a", 1, 1);
            assertThat(TckEntries.await(this.a.write(entry, "node-a", 1)).applied()).isTrue();

            for (SessionStore store : List.of(this.a, this.b, this.c)) {
                StoreEntry read = TckEntries.await(store.get(entry.key())).orElseThrow();
                assertThat(read.header()).isEqualTo(entry.header());
                assertThat(read.value()).isEqualTo(entry.value());
            }
        }
    }

    @Test
    void whereverTheEntryLivesItsOwnerReplacesAndRemovesIt() throws Exception {
        for (int i = 0; i < 20; i++) {
            String key = "s" + i;
            this.owned(key, this.a);
            assertThat(TckEntries.await(this.a.write(this.entries.entry(key, "node-a", 1, 2), "node-a", 1)).applied()).isTrue();
            assertThat(TckEntries.await(this.b.get(key)).orElseThrow().header().version()).isEqualTo(2);
            TckEntries.await(this.a.remove(key, "node-a", 1));
            assertThat(TckEntries.await(this.b.get(key))).isEmpty();
        }
    }

    @Test
    void oneOfTwoNodesThatTakeOverAtTheSameTimeSucceeds() throws Exception {
        for (int i = 0; i < 50; i++) {
            String key = "s" + i;
            this.owned(key, this.a);
            CompletableFuture<WriteOutcome> ofB = this.takeOver(this.b, key, "node-a", 1);
            CompletableFuture<WriteOutcome> ofC = this.takeOver(this.c, key, "node-a", 1);

            boolean won = TckEntries.await(ofB).applied();
            assertThat(TckEntries.await(ofC).applied()).isNotEqualTo(won);
            EntryHeader stored = TckEntries.await(this.a.get(key)).orElseThrow().header();
            assertThat(stored.owner()).isEqualTo(won ? "node-b" : "node-c");
            assertThat(TckEntries.await(won ? ofC : ofB).stored()).isEqualTo(stored);
        }
    }

    @Test
    void aHolderIsToldWhenAnotherNodeTakesItsEntryOver() throws Exception {
        String key = primaryKeyOf(this.a);
        Recorder recorder = new Recorder();
        this.a.addListener(recorder);
        this.owned(key, this.a);

        assertThat(TckEntries.await(this.takeOver(this.b, key, "node-a", 1)).applied()).isTrue();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(recorder.changes).hasSize(1));
        assertThat(recorder.changes.peek()).isEqualTo(key + " node-b/2");
    }

    @Test
    void aHolderIsToldWhenAnotherNodeRemovesItsEntry() throws Exception {
        String key = primaryKeyOf(this.a);
        Recorder recorder = new Recorder();
        this.owned(key, this.a);
        this.a.addListener(recorder);

        TckEntries.await(this.b.remove(key, "node-a", 1));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(recorder.changes).containsExactly(key + " removed"));
    }

    @Test
    void aNodeIsNotToldOfItsOwnChanges() throws Exception {
        String key = primaryKeyOf(this.a);
        String last = IntStream.range(0, 10_000).mapToObj(i -> "other-" + i).filter(this.a::isPrimary).findFirst().orElseThrow();
        Recorder recorder = new Recorder();
        this.a.addListener(recorder);
        this.owned(key, this.b);
        assertThat(TckEntries.await(this.takeOver(this.a, key, "node-b", 1)).applied()).isTrue();
        TckEntries.await(this.a.write(this.entries.entry(key, "node-a", 2, 3), "node-a", 2));
        TckEntries.await(this.a.remove(key, "node-a", 2));
        this.owned(last, this.a);
        TckEntries.await(this.takeOver(this.b, last, "node-a", 1));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(recorder.changes).containsExactly(last + " node-b/2"));
    }

    @Test
    void whenANodeEndsTheOthersAreToldAndHaveItsEntries() throws Exception {
        Recorder ofA = new Recorder();
        Recorder ofB = new Recorder();
        this.a.addListener(ofA);
        this.b.addListener(ofB);
        for (int i = 0; i < 100; i++) {
            this.owned("s" + i, i % 2 == 0 ? this.c : this.a);
        }

        this.end(this.c);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(List.of(ofA, ofB)).allSatisfy(
                recorder -> assertThat(recorder.departures).containsExactly("node-c")));
        assertThat(this.a.nodes()).containsExactlyInAnyOrder("node-a", "node-b");
        for (int i = 0; i < 100; i++) {
            assertThat(TckEntries.await(this.b.get("s" + i))).isPresent();
        }
    }

    @Test
    void eachEntryOfAnEndedNodeIsOfferedToTheSurvivors() throws Exception {
        for (int i = 0; i < 200; i++) {
            this.owned("s" + i, i % 2 == 0 ? this.c : this.a);
        }
        Offers ofA = new Offers(this.a);
        Offers ofB = new Offers(this.b);

        this.end(this.c);

        await().atMost(PATIENCE).until(() -> ofA.scan.isDone() && ofB.scan.isDone());
        Set<String> offered = new HashSet<>(ofA.keys);
        offered.addAll(ofB.keys);
        assertThat(offered).isEqualTo(IntStream.range(0, 100).mapToObj(i -> "s" + 2 * i).collect(Collectors.toSet()));
        assertThat(ofA.keys).doesNotHaveDuplicates();
        assertThat(ofB.keys).doesNotHaveDuplicates();
    }

    private void owned(String key, SessionStore owner) throws Exception {
        StoreEntry entry = this.entries.entry(key, owner.localNode(), 1, 1);
        assertThat(TckEntries.await(owner.write(entry, owner.localNode(), 1)).applied()).isTrue();
    }

    private CompletableFuture<WriteOutcome> takeOver(SessionStore survivor, String key, String owner, long epoch) {
        StoreEntry takeover = this.entries.entry(key, survivor.localNode(), epoch + 1, 2);
        return survivor.write(takeover, owner, epoch).toCompletableFuture();
    }

    private static String primaryKeyOf(SessionStore store) {
        return IntStream.range(0, 10_000).mapToObj(i -> "s" + i).filter(store::isPrimary).findFirst().orElseThrow();
    }

    /** Remembers what a store has told. */
    private static final class Recorder implements StoreListener {
        private final Queue<String> departures = new ConcurrentLinkedQueue<>();
        private final Queue<String> changes = new ConcurrentLinkedQueue<>();

        @Override
        public void nodeLeft(String node) {
            this.departures.add(node);
        }

        @Override
        public void changedElsewhere(String key, EntryHeader stored) {
            this.changes.add(stored == null ? key + " removed" : key + ' ' + stored.owner() + '/' + stored.epoch());
        }
    }

    /** Asks a store for the entries of a node in the moment in which it learns that the node has left, as a container does. */
    private static final class Offers implements StoreListener {
        private final Queue<String> keys = new ConcurrentLinkedQueue<>();
        private final CompletableFuture<Void> scan = new CompletableFuture<>();
        private final SessionStore store;

        Offers(SessionStore store) {
            this.store = store;
            store.addListener(this);
        }

        @Override
        public void nodeLeft(String node) {
            this.store.forEachOwnedBy(node, entry -> this.keys.add(entry.key())).thenAccept(this.scan::complete);
        }
    }
}
