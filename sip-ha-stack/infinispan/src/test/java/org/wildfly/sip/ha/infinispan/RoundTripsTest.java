/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.infinispan.distribution.DistributionInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreEntry;

/** What an operation costs in messages: all members' sends are counted. */
class RoundTripsTest {
    private final TestCluster cluster = new TestCluster(3);
    private final List<EmbeddedStore> stores = List.of(this.cluster.node("node-a"), this.cluster.node("node-b"),
            this.cluster.node("node-c"));
    private final EmbeddedStore store = this.stores.get(0);
    private List<MessageCounter> counters;

    @BeforeEach
    void startNodes() throws Exception {
        this.stores.forEach(EmbeddedStore::start);
        await().atMost(Duration.ofSeconds(20)).until(
                () -> this.stores.stream().allMatch(member -> member.nodes().size() == 3 && TestCluster.isBalanced(member)));
        this.counters = List.of(MessageCounter.of(this.stores.get(0)), MessageCounter.of(this.stores.get(1)),
                MessageCounter.of(this.stores.get(2)));
        this.messages();
    }

    @AfterEach
    void stopNodes() {
        this.stores.forEach(EmbeddedStore::close);
    }

    @Test
    void aWriteByThePrimaryIsOneMessageToTheBackupAndItsAnswer() {
        String key = this.key(DistributionInfo::isPrimary);

        this.write(key, 1);
        assertThat(this.messages()).as("new entry").isEqualTo(2);
        this.write(key, 2);
        assertThat(this.messages()).as("changed entry").isEqualTo(2);
        this.store.remove(key, "node-a", 1).toCompletableFuture().join();
        assertThat(this.messages()).as("removed entry").isEqualTo(2);
    }

    @Test
    void aWriteByTheBackupNeedsNoRead() {
        String key = this.key(owners -> owners.isReadOwner() && !owners.isPrimary());

        this.write(key, 1);
        assertThat(this.messages()).as("new entry").isLessThanOrEqualTo(4);
        this.write(key, 2);
        assertThat(this.messages()).as("changed entry").isLessThanOrEqualTo(4);
    }

    @Test
    void aWriteByAnyOtherNodeNeedsNoReadForANewEntry() {
        String key = this.key(owners -> !owners.isReadOwner());

        this.write(key, 1);
        assertThat(this.messages()).as("new entry").isEqualTo(4);
        this.write(key, 2);
        assertThat(this.messages()).as("changed entry").isEqualTo(6);
    }

    @Test
    void whoHoldsACopyReadsItWithoutAMessage() {
        String key = this.key(owners -> owners.isReadOwner() && !owners.isPrimary());
        this.write(key, 1);
        this.messages();

        assertThat(this.store.get(key).toCompletableFuture().join()).isPresent();
        assertThat(this.messages()).isZero();
    }

    private int messages() {
        return this.counters.stream().mapToInt(MessageCounter::reset).sum();
    }

    private void write(String key, long version) {
        EntryHeader header = new EntryHeader("node-a", 1, version, version, EntryHeader.NEVER, EntryHeader.NEVER);
        assertThat(this.store.write(new StoreEntry(key, header, new byte[500]), "node-a", 1).toCompletableFuture().join().applied())
                .isTrue();
    }

    private String key(Predicate<DistributionInfo> owners) {
        return IntStream.range(0, 100_000).mapToObj(i -> "s" + i)
                .filter(key -> owners.test(TestCluster.topology(this.store).getDistribution(key))).findFirst().orElseThrow();
    }
}
