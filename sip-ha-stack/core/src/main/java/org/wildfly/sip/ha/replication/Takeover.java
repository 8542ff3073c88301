/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreEntry;

/** Makes this node the owner of an entry that another node, dead or alive, has worked on. Safe for use by many threads. */
public final class Takeover {
    private final ReplicationContext context;

    /** @param context of this node */
    public Takeover(ReplicationContext context) {
        this.context = context;
    }

    /**
     * Reads an entry and claims it by compare-and-set on its owner and epoch. Of several nodes that try at the same time one succeeds.
     *
     * @return the entry under its new header; empty if there is none, or another node was quicker. Fails if the store fails
     */
    public CompletionStage<Optional<StoreEntry>> claim(String key) {
        return this.context.store().get(key)
                .thenCompose(found -> found.isPresent() ? this.claim(found.get()) : CompletableFuture.completedStage(Optional.empty()));
    }

    /** Claims an entry that was read already. */
    public CompletionStage<Optional<StoreEntry>> claim(StoreEntry entry) {
        EntryHeader old = entry.header();
        EntryHeader claimed = new EntryHeader(this.context.store().localNode(), old.epoch() + 1, 0, this.context.writeIds().getAsLong(),
                old.deadline(), old.expiry());
        StoreEntry mine = new StoreEntry(entry.key(), claimed, entry.value());
        return this.context.store().write(mine, old.owner(), old.epoch()).thenApply(outcome -> {
            if (outcome.applied()) {
                this.context.statistics().takeovers.increment();
            }
            return outcome.applied() ? Optional.of(mine) : Optional.empty();
        });
    }
}
