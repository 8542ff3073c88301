/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.infinispan.commons.marshall.WrappedByteArray;
import org.infinispan.conflict.EntryMergePolicy;
import org.infinispan.container.entries.CacheEntry;
import org.wildfly.sip.ha.store.EntryHeader;

/**
 * Decides which copy of an entry stays when a cluster that was in parts comes together: the one with the highest epoch, of these the one
 * with the highest version, of these any, but the same everywhere. An entry that one part has removed and the other has not stays; its
 * lifespan ends it.
 */
public final class StoreMergePolicy implements EntryMergePolicy<Object, Object> {
    private static final Comparator<EntryHeader> ORDER = Comparator.comparingLong(EntryHeader::epoch)
            .thenComparingLong(EntryHeader::version).thenComparing(EntryHeader::owner).thenComparingLong(EntryHeader::writeId);

    @Override
    public CacheEntry<Object, Object> merge(CacheEntry<Object, Object> preferred, List<CacheEntry<Object, Object>> others) {
        return Stream.concat(Stream.ofNullable(preferred), others.stream())
                .filter(entry -> header(entry) != null)
                .max(Comparator.comparing(StoreMergePolicy::header, ORDER))
                .orElse(preferred);
    }

    private static EntryHeader header(CacheEntry<Object, Object> entry) {
        // the cache resolves conflicts in the form in which it stores values
        Object stored = entry.getValue() instanceof WrappedByteArray wrapped ? wrapped.getBytes() : entry.getValue();
        try {
            return stored instanceof byte[] bytes ? EntryBytes.header(bytes) : null;
        } catch (MalformedEntryException unreadable) {
            return null;
        }
    }
}
