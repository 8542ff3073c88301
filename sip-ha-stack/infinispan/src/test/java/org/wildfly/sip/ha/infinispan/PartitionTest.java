/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.store.StoreListener;
import org.wildfly.sip.ha.store.WriteOutcome;

/** Two nodes that do not see each other for a while, and then do. */
class PartitionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String JGROUPS = "jgroups-partition.xml";
    private static final int ENTRIES = 20;

    private final TestCluster cluster = new TestCluster(2);
    private final EmbeddedStore a = this.cluster.node("node-a", JGROUPS);
    private final EmbeddedStore b = this.cluster.node("node-b", JGROUPS);
    private final Queue<String> toldA = new ConcurrentLinkedQueue<>();
    private Partition partition;

    @BeforeEach
    void startNodes() {
        this.a.start();
        this.b.start();
        this.awaitNodes(2);
        this.partition = new Partition(this.a, this.b);
        this.a.addListener(new StoreListener() {
            @Override
            public void nodeLeft(String node) {
                PartitionTest.this.toldA.add(node + " left");
            }

            @Override
            public void changedElsewhere(String key, EntryHeader stored) {
                PartitionTest.this.toldA.add(key + ' ' + stored.owner() + '/' + stored.epoch());
            }
        });
    }

    @AfterEach
    void stopNodes() {
        this.b.close();
        this.a.close();
    }

    @Test
    void bothPartsGoOnAndAfterTheMergeTheHigherEpochIsRight() throws Exception {
        for (int i = 0; i < ENTRIES; i++) {
            assertThat(applied(write(this.a, "s" + i, 1, 1, "node-a", 1))).isTrue();
        }
        this.partition.cut();
        this.awaitNodes(1);
        for (int i = 0; i < ENTRIES; i++) {
            assertThat(applied(write(this.b, "s" + i, 2, 2, "node-a", 1))).as("taken over in one part").isTrue();
            assertThat(applied(write(this.a, "s" + i, 1, 9, "node-a", 1))).as("changed in the other").isTrue();
        }

        this.partition.mend();
        this.awaitNodes(2);

        for (int i = 0; i < ENTRIES; i++) {
            String key = "s" + i;
            for (EmbeddedStore store : List.of(this.a, this.b)) {
                await().atMost(PATIENCE).until(() -> stored(store, key).equals("node-b/2"));
            }
            assertThat(applied(write(this.a, key, 1, 10, "node-a", 1))).as("write of the one that lost").isFalse();
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.toldA).contains("node-b left")
                .containsAll(IntStream.range(0, ENTRIES).mapToObj(i -> "s" + i + " node-b/2").toList()));
    }

    private void awaitNodes(int size) {
        await().atMost(PATIENCE).until(() -> List.of(this.a, this.b).stream()
                .allMatch(store -> store.nodes().size() == size && TestCluster.isBalanced(store)));
    }

    private static boolean applied(CompletionStage<WriteOutcome> write) throws Exception {
        return write.toCompletableFuture().get(10, TimeUnit.SECONDS).applied();
    }

    private static String stored(EmbeddedStore store, String key) throws Exception {
        EntryHeader header = store.get(key).toCompletableFuture().get(10, TimeUnit.SECONDS).orElseThrow().header();
        return header.owner() + '/' + header.epoch();
    }

    private static CompletionStage<WriteOutcome> write(EmbeddedStore store, String key, long epoch, long version, String owner,
            long expectedEpoch) {
        EntryHeader header = new EntryHeader(store.localNode(), epoch, version, version, EntryHeader.NEVER, EntryHeader.NEVER);
        return store.write(new StoreEntry(key, header, new byte[10]), owner, expectedEpoch);
    }
}
