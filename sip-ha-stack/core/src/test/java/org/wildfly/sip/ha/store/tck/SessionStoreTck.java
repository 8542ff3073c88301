/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.store.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.store.WriteOutcome;

/**
 * What every implementation of {@link SessionStore} has to do, on one node. Extend it, make {@link #node(String)} and run it; an
 * implementation that is shared by nodes extends {@link SharedSessionStoreTck}.
 */
public abstract class SessionStoreTck {
    private static final String NODE = "node-a";

    private final TckEntries entries = new TckEntries();
    private SessionStore store;

    /**
     * Makes the store of a node that has no entries yet; not started. The TCK starts and closes it.
     *
     * @param name the name of the node
     */
    protected abstract SessionStore node(String name);

    @BeforeEach
    final void startNode() {
        this.store = this.node(NODE);
        this.store.start();
    }

    @AfterEach
    final void stopNode() {
        this.store.close();
    }

    @Test
    void theNodeKnowsItselfAndIsPrimaryWhenAlone() {
        assertThat(this.store.localNode()).isEqualTo(NODE);
        assertThat(this.store.nodes()).containsExactly(NODE);
        assertThat(this.store.isPrimary("some-session")).isTrue();
    }

    @Test
    void aMissingEntryIsReadAsEmpty() throws Exception {
        assertThat(TckEntries.await(this.store.get("missing"))).isEmpty();
    }

    @Test
    void aNewEntryIsReadAsItWasWritten() throws Exception {
        EntryHeader header = new EntryHeader(NODE, 3, 7, -5, 1_700_000_000_000L, System.currentTimeMillis() + 60_000);
        byte[] value = {0, -1, 2, 127, -128};

        WriteOutcome outcome = TckEntries.await(this.store.write(new StoreEntry("s1", header, value), NODE, 3));

        assertThat(outcome).isEqualTo(new WriteOutcome(true, header));
        StoreEntry read = TckEntries.await(this.store.get("s1")).orElseThrow();
        assertThat(read.key()).isEqualTo("s1");
        assertThat(read.header()).isEqualTo(header);
        assertThat(read.value()).isEqualTo(value);
    }

    @Test
    void emptyAndLargeValuesAreKept() throws Exception {
        EntryHeader header = new EntryHeader(NODE, 1, 1, 1, EntryHeader.NEVER, EntryHeader.NEVER);
        for (byte[] value : List.of(new byte[0], new byte[300_000])) {
            assertThat(TckEntries.await(this.store.write(new StoreEntry("s1", header, value), NODE, 1)).applied()).isTrue();
            assertThat(TckEntries.await(this.store.get("s1")).orElseThrow().value()).isEqualTo(value);
        }
    }

    @Test
    void theOwnerReplacesItsEntry() throws Exception {
        this.write(this.entries.entry("s1", NODE, 1, 1), NODE, 1);
        StoreEntry second = this.entries.entry("s1", NODE, 1, 2);

        assertThat(this.write(second, NODE, 1)).isEqualTo(new WriteOutcome(true, second.header()));
        assertThat(this.stored("s1")).isEqualTo(second.header());
    }

    @Test
    void aWriteThatExpectsAnotherOwnerIsRefusedAndShowsWhatIsStored() throws Exception {
        StoreEntry first = this.entries.entry("s1", "node-b", 2, 1);
        this.write(first, "node-b", 2);

        assertThat(this.write(this.entries.entry("s1", NODE, 2, 2), NODE, 2)).isEqualTo(new WriteOutcome(false, first.header()));
        assertThat(this.stored("s1")).isEqualTo(first.header());
    }

    @Test
    void aWriteThatExpectsAnotherEpochIsRefused() throws Exception {
        StoreEntry first = this.entries.entry("s1", NODE, 2, 1);
        this.write(first, NODE, 2);

        assertThat(this.write(this.entries.entry("s1", NODE, 1, 9), NODE, 1)).isEqualTo(new WriteOutcome(false, first.header()));
        assertThat(this.write(this.entries.entry("s1", NODE, 3, 9), NODE, 3)).isEqualTo(new WriteOutcome(false, first.header()));
    }

    @Test
    void aTakeoverOfWhatWasReadBeforeTheLastWriteIsRefused() throws Exception {
        this.write(this.entries.entry("s1", "node-b", 1, 1), "node-b", 1);
        StoreEntry last = this.entries.entry("s1", "node-b", 1, 2);
        this.write(last, "node-b", 1);

        assertThat(this.write(this.entries.entry("s1", NODE, 2, 2), "node-b", 1)).isEqualTo(new WriteOutcome(false, last.header()));
    }

    @Test
    void aRetryOfAWriteThatTookPlaceIsAppliedAgain() throws Exception {
        this.write(this.entries.entry("s1", "node-b", 1, 1), "node-b", 1);
        StoreEntry takeover = this.entries.entry("s1", NODE, 2, 2);

        assertThat(this.write(takeover, "node-b", 1).applied()).isTrue();
        assertThat(this.write(takeover, "node-b", 1)).isEqualTo(new WriteOutcome(true, takeover.header()));
    }

    @Test
    void aRetryOfAWriteThatWasOvertakenIsRefused() throws Exception {
        this.write(this.entries.entry("s1", "node-b", 1, 1), "node-b", 1);
        StoreEntry takeover = this.entries.entry("s1", NODE, 2, 2);
        this.write(takeover, "node-b", 1);
        StoreEntry later = this.entries.entry("s1", "node-c", 3, 3);
        this.write(later, NODE, 2);

        assertThat(this.write(takeover, "node-b", 1)).isEqualTo(new WriteOutcome(false, later.header()));
    }

    @Test
    void onlyTheExpectedOwnerAndEpochRemove() throws Exception {
        this.write(this.entries.entry("s1", NODE, 2, 1), NODE, 2);

        TckEntries.await(this.store.remove("s1", "node-b", 2));
        TckEntries.await(this.store.remove("s1", NODE, 1));
        TckEntries.await(this.store.remove("other", NODE, 2));
        assertThat(TckEntries.await(this.store.get("s1"))).isPresent();

        TckEntries.await(this.store.remove("s1", NODE, 2));
        assertThat(TckEntries.await(this.store.get("s1"))).isEmpty();
    }

    @Test
    void aRemovedEntryCanBeWrittenAgain() throws Exception {
        this.write(this.entries.entry("s1", NODE, 1, 1), NODE, 1);
        TckEntries.await(this.store.remove("s1", NODE, 1));

        assertThat(this.write(this.entries.entry("s1", "node-b", 5, 1), "node-b", 5).applied()).isTrue();
    }

    @Test
    void anEntryIsForgottenWhenItsTimeIsOver() throws Exception {
        this.write(this.entries.entry("s1", NODE, 1, 1, System.currentTimeMillis() + 200), NODE, 1);

        await().atMost(Duration.ofSeconds(5)).until(() -> TckEntries.await(this.store.get("s1")).isEmpty());
        await().atMost(Duration.ofSeconds(5)).until(() -> this.store.localEntries() == 0);
    }

    @Test
    void aWriteProlongsTheTimeOfItsEntry() throws Exception {
        long soon = System.currentTimeMillis() + 300;
        this.write(this.entries.entry("s1", NODE, 1, 1, soon), NODE, 1);
        this.write(this.entries.entry("s2", NODE, 1, 1, soon), NODE, 1);
        this.write(this.entries.entry("s1", NODE, 1, 2), NODE, 1);

        await().atMost(Duration.ofSeconds(5)).until(() -> TckEntries.await(this.store.get("s2")).isEmpty());
        assertThat(TckEntries.await(this.store.get("s1"))).isPresent();
    }

    @Test
    void theEntriesOfAnOwnerAreOfferedAndNoOthers() throws Exception {
        for (int i = 0; i < 50; i++) {
            String owner = i % 2 == 0 ? "gone" : NODE;
            this.write(this.entries.entry("s" + i, owner, 1, 1), owner, 1);
        }
        Queue<StoreEntry> offered = new ConcurrentLinkedQueue<>();

        TckEntries.await(this.store.forEachOwnedBy("gone", offered::add));

        assertThat(offered).hasSize(25).allSatisfy(entry -> {
            assertThat(entry.header().owner()).isEqualTo("gone");
            assertThat(new String(entry.value())).isEqualTo(entry.key() + "/gone/1/1");
        });
        assertThat(this.store.localEntries()).isEqualTo(50);
    }

    @Test
    void oneOfManyTakeoversAtTheSameTimeSucceeds() throws Exception {
        for (int round = 0; round < 20; round++) {
            String key = "s" + round;
            this.write(this.entries.entry(key, "gone", 1, 1), "gone", 1);
            List<CompletableFuture<WriteOutcome>> takeovers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                StoreEntry takeover = this.entries.entry(key, "survivor-" + i, 2, 2);
                takeovers.add(CompletableFuture.supplyAsync(() -> this.store.write(takeover, "gone", 1))
                        .thenCompose(stage -> stage));
            }

            int applied = 0;
            for (CompletableFuture<WriteOutcome> takeover : takeovers) {
                WriteOutcome outcome = TckEntries.await(takeover);
                applied += outcome.applied() ? 1 : 0;
                assertThat(outcome.stored()).isEqualTo(this.stored(key));
            }
            assertThat(applied).isEqualTo(1);
        }
    }

    private WriteOutcome write(StoreEntry entry, String expectedOwner, long expectedEpoch) throws Exception {
        return TckEntries.await(this.store.write(entry, expectedOwner, expectedEpoch));
    }

    private EntryHeader stored(String key) throws Exception {
        return TckEntries.await(this.store.get(key)).orElseThrow().header();
    }
}
