/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.placement;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachelistener.annotation.CacheEntriesEvicted;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryCreated;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryExpired;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryModified;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryRemoved;
import org.infinispan.notifications.cachelistener.annotation.DataRehashed;
import org.infinispan.notifications.cachelistener.event.CacheEntriesEvictedEvent;
import org.infinispan.notifications.cachelistener.event.CacheEntryCreatedEvent;
import org.infinispan.notifications.cachelistener.event.CacheEntryExpiredEvent;
import org.infinispan.notifications.cachelistener.event.CacheEntryModifiedEvent;
import org.infinispan.notifications.cachelistener.event.CacheEntryRemovedEvent;
import org.infinispan.notifications.cachelistener.event.DataRehashedEvent;

/**
 * A copy of the cache that transport threads read without waiting for anything. The cache keeps it in step. Bounded; for all threads.
 */
@Listener(observation = Listener.Observation.POST)
public final class NearPlacements {

    /**
     * @param node the name of the node
     * @param at   when it was noted here, in nanoseconds
     */
    record Placed(String node, long at) {
    }

    private final Map<Long, Placed> placements = new ConcurrentHashMap<>();
    private final Runnable reload;
    private volatile int maxEntries;

    /**
     * @param reload begins to load what the cache has
     */
    NearPlacements(int maxEntries, Runnable reload) {
        this.maxEntries = maxEntries;
        this.reload = reload;
    }

    void limit(int other) {
        this.maxEntries = other;
    }

    Placed get(long key) {
        return this.placements.get(key);
    }

    void put(long key, Placed placed) {
        if (this.placements.size() < this.maxEntries || this.placements.containsKey(key)) {
            this.placements.put(key, placed);
        }
    }

    /** Adds what the cache has, unless more is known already. */
    void load(long key, Placed placed) {
        if (this.placements.size() < this.maxEntries) {
            this.placements.putIfAbsent(key, placed);
        }
    }

    int size() {
        return this.placements.size();
    }

    /** Called by the cache. */
    @CacheEntryCreated
    public void created(CacheEntryCreatedEvent<Long, String> event) {
        replaced(event.getKey(), event.getValue());
    }

    /** Called by the cache. */
    @CacheEntryModified
    public void modified(CacheEntryModifiedEvent<Long, String> event) {
        replaced(event.getKey(), event.getNewValue());
    }

    /** Called by the cache. */
    @CacheEntryRemoved
    public void removed(CacheEntryRemovedEvent<Long, String> event) {
        this.placements.remove(event.getKey());
    }

    /** Called by the cache. */
    @CacheEntryExpired
    public void expired(CacheEntryExpiredEvent<Long, String> event) {
        this.placements.remove(event.getKey());
    }

    /** Called by the cache. */
    @CacheEntriesEvicted
    public void evicted(CacheEntriesEvictedEvent<Long, String> event) {
        event.getEntries().keySet().forEach(this.placements::remove);
    }

    /** Called by the cache when it has got what others had, which it does not tell one by one. */
    @DataRehashed
    public void rehashed(DataRehashedEvent<Long, String> event) {
        if (!event.isPre()) {
            this.reload.run();
        }
    }

    private void replaced(Long key, String node) {
        if (node != null) {
            put(key, new Placed(node, System.nanoTime()));
        }
    }
}
