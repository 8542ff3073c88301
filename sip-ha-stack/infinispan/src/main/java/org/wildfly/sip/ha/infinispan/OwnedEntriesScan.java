/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.infinispan.AdvancedCache;
import org.infinispan.CacheStream;
import org.infinispan.commons.util.IntSet;
import org.infinispan.commons.util.IntSets;
import org.infinispan.container.entries.CacheEntry;
import org.infinispan.context.Flag;
import org.infinispan.distribution.LocalizedCacheTopology;
import org.wildfly.sip.ha.store.StoreEntry;

/**
 * Offers the entries of one owner for which this node is responsible. Looks at this node's own copies, first at once and again when the
 * cluster has made it responsible for more, until the entries have found their places; so none is missed while nodes disagree for a moment,
 * and an entry may be offered by two of them.
 */
final class OwnedEntriesScan implements EntryScan {
    private final AdvancedCache<String, byte[]> cache;
    private final ClusterTopology topology;
    private final byte[] owner;
    private final Consumer<StoreEntry> action;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private IntSet covered;

    OwnedEntriesScan(AdvancedCache<String, byte[]> cache, ClusterTopology topology, String owner, Consumer<StoreEntry> action) {
        this.cache = cache.withFlags(Flag.CACHE_MODE_LOCAL);
        this.topology = topology;
        this.owner = EntryBytes.name(owner);
        this.action = action;
    }

    @Override
    public CompletableFuture<Void> done() {
        return this.done;
    }

    /** Looks at what has not been looked at yet. */
    @Override
    public void step() {
        if (this.done.isDone()) {
            return;
        }
        try {
            LocalizedCacheTopology current = this.topology.current();
            if (current == null) {
                this.offer(this.cache.cacheEntrySet().stream());
                this.done.complete(null);
            } else {
                this.offer(current);
            }
        } catch (RuntimeException failure) {
            this.done.completeExceptionally(failure);
        }
    }

    private void offer(LocalizedCacheTopology current) {
        boolean settled = this.topology.isSettled(current);
        if (this.covered == null) {
            this.covered = IntSets.mutableEmptySet(current.getNumSegments());
        }
        IntSet segments = this.topology.responsibleFor(current);
        segments.removeAll(this.covered);
        if (!segments.isEmpty()) {
            this.offer(this.cache.cacheEntrySet().stream().filterKeySegments(segments));
            this.covered.addAll(segments);
        }
        if (settled) {
            this.done.complete(null);
        }
    }

    private void offer(CacheStream<CacheEntry<String, byte[]>> entries) {
        try (entries) {
            entries.iterator().forEachRemaining(entry -> this.offer(entry.getKey(), entry.getValue()));
        }
    }

    private void offer(String key, byte[] bytes) {
        try {
            if (EntryBytes.isOwnedBy(bytes, this.owner)) {
                this.action.accept(EntryBytes.entry(key, bytes));
            }
        } catch (MalformedEntryException unreadable) {
            StoreLog.LOGGER.unreadableEntry(key, unreadable.getMessage());
        }
    }
}
