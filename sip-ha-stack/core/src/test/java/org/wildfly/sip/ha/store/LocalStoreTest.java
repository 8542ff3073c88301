/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.store.tck.SessionStoreTck;

class LocalStoreTest extends SessionStoreTck {
    @Override
    protected SessionStore node(String name) {
        return new LocalStore(name);
    }

    @Test
    void operationsAreCompleteWhenTheyReturn() {
        LocalStore store = new LocalStore("n");
        StoreEntry entry = new StoreEntry("k", new EntryHeader("n", 1, 1, 1, EntryHeader.NEVER, EntryHeader.NEVER), new byte[1]);

        assertThat(store.write(entry, "n", 1).toCompletableFuture()).isCompletedWithValue(new WriteOutcome(true, entry.header()));
        assertThat(store.isShared()).isFalse();
    }

    @Test
    void expiredEntriesOfABusyStoreAreForgottenWithoutBeingAskedFor() {
        LocalEntries entries = new LocalEntries();
        for (int i = 0; i < 1024; i++) {
            EntryHeader header = new EntryHeader("n", 1, 1, i, EntryHeader.NEVER, i == 1023 ? EntryHeader.NEVER : 1);
            entries.write(new StoreEntry("k" + i, header, new byte[0]), new WriteCondition(header, "n", 1));
        }

        assertThat(entries.ownedBy("n")).hasSize(1);
        assertThat(entries.held()).isEqualTo(1);
    }
}
