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
    private static final int TRIES = 3;

    private final ReplicationContext context;

    /** @param context of this node */
    public Takeover(ReplicationContext context) {
        this.context = context;
    }

    /**
     * Reads an entry and claims it by compare-and-set on its owner and epoch. If another node is quicker, tries again: somebody has asked this node
     * for the session.
     *
     * @return the entry under its new header; empty if there is none. Fails if the store fails, or others are quicker all the time
     */
    public CompletionStage<Optional<StoreEntry>> claim(String key) {
        return this.claim(key, TRIES);
    }

    private CompletionStage<Optional<StoreEntry>> claim(String key, int tries) {
        return this.read(key).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedStage(found);
            }
            return this.claim(found.get()).thenCompose(claimed -> claimed.isPresent()
                    ? CompletableFuture.completedStage(claimed)
                    : tries > 1 ? this.claim(key, tries - 1) : CompletableFuture.failedStage(new ContendedException(key)));
        });
    }

    /**
     * Claims an entry that was read already. If the store fails to answer, looks whether the claim took place all the same, and if not tries again.
     *
     * @return the entry under its new header; empty if it has changed its owner since. Fails if the store goes on failing
     */
    public CompletionStage<Optional<StoreEntry>> claim(StoreEntry entry) {
        EntryHeader old = entry.header();
        // The version goes on so that a store can tell a claim of what it holds from one of what was read before the last write
        EntryHeader claimed = new EntryHeader(this.context.store().localNode(), old.epoch() + 1, old.version() + 1,
                this.context.writeIds().getAsLong(), old.deadline(), old.expiry());
        return this.write(old, new StoreEntry(entry.key(), claimed, entry.value()), TRIES).thenApply(applied -> {
            if (applied) {
                this.context.statistics().takeovers.increment();
            }
            return applied ? Optional.of(new StoreEntry(entry.key(), claimed, entry.value())) : Optional.empty();
        });
    }

    private CompletionStage<Boolean> write(EntryHeader old, StoreEntry mine, int tries) {
        return StoreCall.bounded(this.context.alarm(), () -> this.context.store().write(mine, old.owner(), old.epoch()))
                .handle((outcome, failure) -> failure == null
                        ? CompletableFuture.completedStage(outcome.applied())
                        : this.readAgain(old, mine, tries, failure))
                .thenCompose(stage -> stage);
    }

    private CompletionStage<Boolean> readAgain(EntryHeader old, StoreEntry mine, int tries, Throwable failure) {
        this.context.statistics().failures.increment();
        return this.read(mine.key()).thenCompose(found -> {
            EntryHeader stored = found.map(StoreEntry::header).orElse(null);
            if (stored == null || !stored.equals(old)) {
                return CompletableFuture.completedStage(stored != null && stored.writeId() == mine.header().writeId());
            }
            return tries > 1 ? this.write(old, mine, tries - 1) : CompletableFuture.failedStage(failure);
        });
    }

    private CompletionStage<Optional<StoreEntry>> read(String key) {
        return StoreCall.bounded(this.context.alarm(), () -> this.context.store().get(key));
    }

    /** Several nodes want the same session at the same time, again and again. */
    public static final class ContendedException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        ContendedException(String key) {
            super("session " + key + " is claimed by several nodes at once");
        }
    }
}
