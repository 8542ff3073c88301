/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.infinispan.AdvancedCache;
import org.infinispan.commons.TimeoutException;
import org.infinispan.remoting.transport.Address;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.store.WriteCondition;
import org.wildfly.sip.ha.store.WriteOutcome;

/**
 * Writes and removes entries conditionally. The condition (owner, epoch) is checked against the bytes that are stored, and the change is a
 * compare-and-set on exactly those bytes, which the primary owner decides: of two that try at the same time one wins.
 * <p>
 * Round trips: none to read where this node holds the key, so one in all from the primary (to the backup). Elsewhere the first attempt is a
 * put-if-absent, which brings the stored bytes along: one for a new entry, two to replace one.
 */
final class EntryWriter {
    private static final int MAX_ATTEMPTS = 10;

    private final AdvancedCache<String, byte[]> cache;
    private final ClusterTopology topology;
    private final PeerLimit limit;

    EntryWriter(AdvancedCache<String, byte[]> cache, ClusterTopology topology, PeerLimit limit) {
        this.cache = cache;
        this.topology = topology;
        this.limit = limit;
    }

    CompletionStage<WriteOutcome> write(StoreEntry entry, String expectedOwner, long expectedEpoch) {
        Write write = new Write(entry, new WriteCondition(entry.header(), expectedOwner, expectedEpoch), EntryBytes.encode(entry));
        return this.limited(entry.key(), () -> this.topology.isHeldHere(entry.key())
                ? this.cache.getAsync(entry.key()).thenCompose(stored -> this.begin(write, stored))
                : this.putIfAbsent(write));
    }

    CompletionStage<Void> remove(String key, String expectedOwner, long expectedEpoch) {
        return this.limited(key, () -> this.remove(key, expectedOwner, expectedEpoch, MAX_ATTEMPTS));
    }

    private CompletableFuture<WriteOutcome> begin(Write write, byte[] stored) {
        // a backup may be behind its primary, so it may speed a write up but not refuse it
        return stored != null && write.condition.allows(EntryBytes.header(stored)) ? this.replace(write, stored) : this.putIfAbsent(write);
    }

    private CompletableFuture<WriteOutcome> putIfAbsent(Write write) {
        return this.cache.putIfAbsentAsync(write.key(), write.bytes, write.lifespan(), TimeUnit.MILLISECONDS)
                .thenCompose(stored -> stored == null ? write.applied() : this.replace(write, stored));
    }

    private CompletableFuture<WriteOutcome> replace(Write write, byte[] stored) {
        EntryHeader header = EntryBytes.header(stored);
        if (!write.condition.allows(header)) {
            return CompletableFuture.completedFuture(new WriteOutcome(false, header));
        }
        if (--write.attempts < 0) {
            return CompletableFuture.failedFuture(StoreLog.LOGGER.contended(write.key()));
        }
        return this.cache.replaceAsync(write.key(), stored, write.bytes, write.lifespan(), TimeUnit.MILLISECONDS)
                .thenCompose(replaced -> replaced ? write.applied() : this.putIfAbsent(write));
    }

    private CompletableFuture<Void> remove(String key, String expectedOwner, long expectedEpoch, int attempts) {
        return this.cache.getAsync(key).thenCompose(stored -> {
            if (stored == null || !isOf(EntryBytes.header(stored), expectedOwner, expectedEpoch)) {
                return CompletableFuture.completedFuture(null);
            }
            if (attempts == 0) {
                return CompletableFuture.failedFuture(StoreLog.LOGGER.contended(key));
            }
            return this.cache.removeAsync(key, stored).thenCompose(removed -> removed
                    ? CompletableFuture.completedFuture(null)
                    : this.remove(key, expectedOwner, expectedEpoch, attempts - 1));
        });
    }

    private static boolean isOf(EntryHeader stored, String owner, long epoch) {
        return stored.epoch() == epoch && stored.owner().equals(owner);
    }

    private <T> CompletionStage<T> limited(String key, Supplier<CompletionStage<T>> operation) {
        Collection<Address> peers = this.topology.writeTargets(key);
        Address busy = this.limit.enter(peers);
        if (busy != null) {
            return CompletableFuture.failedStage(StoreLog.LOGGER.overloaded(busy));
        }
        try {
            return operation.get().whenComplete((result, failure) -> this.limit.leave(peers, end(failure)));
        } catch (RuntimeException failure) {
            this.limit.leave(peers, PeerLimit.End.UNKNOWN);
            return CompletableFuture.failedStage(failure);
        }
    }

    private static PeerLimit.End end(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return PeerLimit.End.TIMED_OUT;
            }
        }
        return failure == null ? PeerLimit.End.ANSWERED : PeerLimit.End.UNKNOWN;
    }

    /** A write under way. */
    private static final class Write {
        private final StoreEntry entry;
        private final WriteCondition condition;
        private final byte[] bytes;
        private int attempts = MAX_ATTEMPTS;

        Write(StoreEntry entry, WriteCondition condition, byte[] bytes) {
            this.entry = entry;
            this.condition = condition;
            this.bytes = bytes;
        }

        String key() {
            return this.entry.key();
        }

        /** In milliseconds from now; negative if the entry stays until it is removed. */
        long lifespan() {
            long expiry = this.entry.header().expiry();
            return expiry == EntryHeader.NEVER ? -1 : Math.max(1, expiry - System.currentTimeMillis());
        }

        CompletableFuture<WriteOutcome> applied() {
            return CompletableFuture.completedFuture(new WriteOutcome(true, this.entry.header()));
        }
    }
}
