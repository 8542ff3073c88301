/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

/**
 * What a table of calls knows while its size changes.
 */
class AffinityTableTestCase {
    private static final int KEYS = 20_000;
    private static final int DEADLINE = 1000;

    @Test
    void noEntryIsMissingWhileATableOfAnotherSizeTakesOver() {
        AffinityTable old = new AffinityTable(4 * KEYS, 42);
        for (int key = 1; key <= KEYS; key++) {
            old.put(key, Entry.of(key % 7 + 1, 1, DEADLINE));
        }
        AffinityTable table = old.resized(8 * KEYS);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger wrong = new AtomicInteger();
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
            for (int round = 0; round < 5 || !done.get(); round++) {
                for (int key = KEYS; key > 0; key--) {
                    wrong.addAndGet(Entry.node(table.get(key, 1)) == key % 7 + 1 ? 0 : 1);
                }
            }
        });
        table.expire(1, entry -> wrong.incrementAndGet());
        done.set(true);
        reading.join();
        assertThat(wrong).hasValue(0);
        assertThat(table.size()).isEqualTo(KEYS);
    }

    @Test
    void whatAMessageUnderWayWritesToTheOldTableIsTakenOverToo() {
        AffinityTable old = new AffinityTable(1024, 42);
        AffinityTable table = old.resized(4096);
        old.put(5, Entry.of(3, 0, DEADLINE));
        table.expire(1, entry -> {
        });
        old.put(6, Entry.of(4, 0, DEADLINE));
        assertThat(Entry.node(table.get(5, 1))).isEqualTo(3);
        assertThat(Entry.node(table.get(6, 1))).isEqualTo(4);
    }

    @Test
    void onlyEntriesWithTheFlagsThatAreWantedMove() {
        AffinityTable table = new AffinityTable(1024, 42);
        table.put(1, Entry.of(3, 1, DEADLINE));
        table.put(2, Entry.of(3, 0, DEADLINE));
        table.put(3, Entry.of(4, 1, DEADLINE));
        table.move(3, 5, 1, 2);
        assertThat(table.get(1, 1)).isEqualTo(Entry.of(5, 3, DEADLINE));
        assertThat(table.get(2, 1)).isEqualTo(Entry.of(3, 0, DEADLINE));
        assertThat(table.get(3, 1)).isEqualTo(Entry.of(4, 1, DEADLINE));
    }
}
