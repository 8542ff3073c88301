/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.infinispan.AdvancedCache;
import org.infinispan.container.entries.CacheEntry;
import org.infinispan.context.Flag;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreListener;

/**
 * Tells of every entry that belongs to another node, when a cluster that was in parts has come together and conflicts are resolved: the
 * cache replaces the copies that lose without telling anybody.
 */
final class MergedEntriesScan implements EntryScan {
    private final AdvancedCache<String, byte[]> cache;
    private final ClusterTopology topology;
    private final StoreListener listener;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    MergedEntriesScan(AdvancedCache<String, byte[]> cache, ClusterTopology topology, StoreListener listener) {
        this.cache = cache.withFlags(Flag.CACHE_MODE_LOCAL);
        this.topology = topology;
        this.listener = listener;
    }

    @Override
    public CompletableFuture<Void> done() {
        return this.done;
    }

    @Override
    public void step() {
        if (this.done.isDone() || !this.topology.isBalanced()) {
            return;
        }
        try (Stream<CacheEntry<String, byte[]>> entries = this.cache.cacheEntrySet().stream()) {
            entries.iterator().forEachRemaining(entry -> this.look(entry.getKey(), entry.getValue()));
            this.done.complete(null);
        } catch (RuntimeException failure) {
            this.done.completeExceptionally(failure);
        }
    }

    private void look(String key, byte[] bytes) {
        try {
            EntryHeader stored = EntryBytes.header(bytes);
            if (!stored.owner().equals(this.topology.localName())) {
                this.listener.changedElsewhere(key, stored);
            }
        } catch (MalformedEntryException unreadable) {
            StoreLog.LOGGER.unreadableEntry(key, unreadable.getMessage());
        }
    }
}
