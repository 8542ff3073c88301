/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.store.WriteOutcome;

/**
 * The entry of a replica in the store: knows which owner and epoch it must hold, and tells a lost answer from a lost session. Used on the
 * replica's queue only; what it returns completes on any thread.
 */
final class ReplicaHandle {
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    private final ReplicationContext context;
    private final Replica replica;
    private final long epoch;
    private final CompletableFuture<Void> removed = new CompletableFuture<>();
    private volatile String expectedOwner;
    private volatile long expectedEpoch;
    private volatile boolean ended;
    private volatile long versionAtLeast;
    private long version;
    private boolean inFlight;
    private boolean stored;
    private boolean unencodable;
    private boolean superseded;

    /**
     * @param claimed the header under which this node took the entry over; null for a new entry
     */
    ReplicaHandle(ReplicationContext context, Replica replica, EntryHeader claimed) {
        this.context = context;
        this.replica = replica;
        this.expectedOwner = context.store().localNode();
        this.epoch = claimed == null ? 1 : claimed.epoch();
        this.expectedEpoch = this.epoch;
        this.version = claimed == null ? 0 : claimed.version();
        this.stored = claimed != null;
    }

    Replica replica() {
        return this.replica;
    }

    /** Whether it is to be written: not if it has just turned out that it cannot be. */
    boolean isDirty() {
        return !this.unencodable && this.replica.isDirty();
    }

    /** The session has worked since, so it may be that it can be written now. */
    void tryAgain() {
        this.unencodable = false;
    }

    /** A write has ended; the entry is removed now if it was to be removed meanwhile. */
    void landed() {
        this.inFlight = false;
        if (this.ended) {
            this.remove();
        }
    }

    /**
     * Removes the entry, after the write that is under way.
     *
     * @return completes when it is removed, or cannot be
     */
    CompletionStage<?> end() {
        this.ended = true;
        if (!this.inFlight) {
            this.remove();
        }
        return this.removed;
    }

    /** Another node has the entry. @return false if that was known */
    boolean supersede() {
        boolean news = !this.superseded;
        this.superseded = true;
        return news;
    }

    boolean holdsAgainst(EntryHeader found) {
        return this.header(0, EntryHeader.NEVER, EntryHeader.NEVER).holdsAgainst(found);
    }

    /**
     * Writes the replica's state; the stage tells how it ended in the end, after retries if need be. It never fails.
     *
     * @throws RuntimeException if the state cannot be encoded; nothing is written then
     */
    CompletionStage<WriteOutcome> write() {
        this.unencodable = true;
        EntryHeader header = this.header(this.context.writeIds().getAsLong(), this.replica.deadline(), this.replica.expiry());
        StoreEntry entry = new StoreEntry(this.replica.key(), header, this.replica.encode());
        this.unencodable = false;
        this.version = header.version();
        this.inFlight = true;
        this.stored = true;
        return this.write(entry, FIRST_RETRY);
    }

    private EntryHeader header(long writeId, long deadline, long expiry) {
        return new EntryHeader(this.context.store().localNode(), this.epoch, Math.max(this.version + 1, this.versionAtLeast), writeId,
                deadline,
                expiry);
    }

    /** Removes the entry if it was ever written; a failure is left to the entry's expiry. */
    private void remove() {
        if (this.stored) {
            StoreCall.bounded(this.context.alarm(),
                    () -> this.context.store().remove(this.replica.key(), this.expectedOwner, this.expectedEpoch))
                    .whenComplete((nothing, failure) -> this.removed.complete(null));
        } else {
            this.removed.complete(null);
        }
    }

    private CompletionStage<WriteOutcome> write(StoreEntry entry, Duration retry) {
        return StoreCall.bounded(this.context.alarm(), () -> this.context.store().write(entry, this.expectedOwner, this.expectedEpoch))
                .handle((outcome, failure) -> failure == null ? this.judge(entry, outcome, retry) : this.readAgain(entry, retry))
                .thenCompose(stage -> stage);
    }

    private CompletionStage<WriteOutcome> judge(StoreEntry entry, WriteOutcome outcome, Duration retry) {
        if (outcome.applied()) {
            this.context.statistics().writes.increment();
            this.expectedOwner = entry.header().owner();
            this.expectedEpoch = entry.header().epoch();
            return CompletableFuture.completedStage(outcome);
        }
        EntryHeader stored = outcome.stored();
        if (stored != null && !entry.header().holdsAgainst(stored)) {
            return CompletableFuture.completedStage(outcome);
        }
        // The store has an older state (of before a merge of partitions, or of this node's former life): this one is right and replaces that
        this.expectedOwner = stored == null ? this.expectedOwner : stored.owner();
        this.expectedEpoch = stored == null ? this.expectedEpoch : stored.epoch();
        this.versionAtLeast = Math.max(this.versionAtLeast, stored == null ? 0 : stored.version() + 1);
        return this.later(this.raised(entry), retry);
    }

    private StoreEntry raised(StoreEntry entry) {
        EntryHeader header = entry.header();
        return header.version() >= this.versionAtLeast
                ? entry
                : new StoreEntry(entry.key(), new EntryHeader(header.owner(), header.epoch(), this.versionAtLeast, header.writeId(),
                        header.deadline(), header.expiry()), entry.value());
    }

    private CompletionStage<WriteOutcome> readAgain(StoreEntry entry, Duration retry) {
        this.context.statistics().failures.increment();
        return StoreCall.bounded(this.context.alarm(), () -> this.context.store().get(entry.key()))
                .handle((found, failure) -> failure == null ? this.compare(entry, found, retry) : this.later(entry, retry))
                .thenCompose(stage -> stage);
    }

    /** What the store shows may be this node's own copy only: unless another node has the entry the write, which is idempotent, is made again. */
    private CompletionStage<WriteOutcome> compare(StoreEntry entry, Optional<StoreEntry> found, Duration retry) {
        EntryHeader stored = found.map(StoreEntry::header).orElse(null);
        boolean mine = stored == null || stored.writeId() == entry.header().writeId();
        return mine ? this.later(entry, retry) : this.judge(entry, new WriteOutcome(false, stored), retry);
    }

    private CompletionStage<WriteOutcome> later(StoreEntry entry, Duration retry) {
        CompletableFuture<WriteOutcome> result = new CompletableFuture<>();
        Duration next = retry.multipliedBy(2);
        this.context.alarm().after(retry, () -> {
            if (this.ended) {
                // The entry is removed next, so nobody needs the write
                result.complete(new WriteOutcome(true, entry.header()));
            } else {
                this.write(entry, next.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : next)
                        .whenComplete((outcome, failure) -> result.complete(outcome));
            }
        });
        return result;
    }
}
