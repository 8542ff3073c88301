/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryModified;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryRemoved;
import org.infinispan.notifications.cachelistener.event.CacheEntryModifiedEvent;
import org.infinispan.notifications.cachelistener.event.CacheEntryRemovedEvent;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreListener;

/**
 * Tells when an entry goes into other hands or is removed by another node. The cache calls its listeners on the owners of a key only
 * (primary and backup), which costs no message: a node that holds a working copy of an entry that is stored elsewhere learns of the change
 * by its next write. What the merge of a partition replaces is told by {@link MergedEntriesScan}.
 */
@Listener(observation = Listener.Observation.POST)
public final class EntryChanges {
    private final String localNode;
    private final StoreListener listener;

    EntryChanges(String localNode, StoreListener listener) {
        this.localNode = localNode;
        this.listener = listener;
    }

    /** Called by the cache. */
    @CacheEntryModified
    public void modified(CacheEntryModifiedEvent<String, byte[]> event) {
        if (event.getNewValue() == null) {
            return;
        }
        EntryHeader stored = this.header(event.getKey(), event.getNewValue());
        if (stored == null || stored.owner().equals(this.localNode)) {
            return;
        }
        EntryHeader before = event.getOldValue() == null ? null : this.header(event.getKey(), event.getOldValue());
        if (before == null || before.epoch() != stored.epoch() || !before.owner().equals(stored.owner())) {
            this.listener.changedElsewhere(event.getKey(), stored);
        }
    }

    /** Called by the cache. */
    @CacheEntryRemoved
    public void removed(CacheEntryRemovedEvent<String, byte[]> event) {
        if (!event.isOriginLocal()) {
            this.listener.changedElsewhere(event.getKey(), null);
        }
    }

    private EntryHeader header(String key, byte[] bytes) {
        try {
            return EntryBytes.header(bytes);
        } catch (MalformedEntryException unreadable) {
            StoreLog.LOGGER.unreadableEntry(key, unreadable.getMessage());
            return null;
        }
    }
}
