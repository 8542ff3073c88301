/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.store;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The entries of a {@link LocalStore}; forgets those whose time is over. */
final class LocalEntries {
    private static final int WRITES_PER_CLEANUP = 1024;

    private final ConcurrentHashMap<String, StoreEntry> entries = new ConcurrentHashMap<>();
    private final AtomicInteger writes = new AtomicInteger();

    /** What a conditional write has done. */
    record Change(boolean applied, EntryHeader before, EntryHeader after) {
        boolean changesHands() {
            return this.before != null && (this.before.epoch() != this.after.epoch() || !this.before.owner().equals(this.after.owner()));
        }
    }

    StoreEntry get(String key) {
        StoreEntry entry = this.entries.get(key);
        return isAlive(entry) ? entry : null;
    }

    Change write(StoreEntry entry, WriteCondition condition) {
        Change[] change = new Change[1];
        this.entries.compute(entry.key(), (key, found) -> {
            EntryHeader before = isAlive(found) ? found.header() : null;
            boolean applied = condition.allows(before);
            change[0] = new Change(applied, before, applied ? entry.header() : before);
            return applied ? entry : found;
        });
        if (Math.floorMod(this.writes.incrementAndGet(), WRITES_PER_CLEANUP) == 0) {
            this.forgetExpired();
        }
        return change[0];
    }

    boolean remove(String key, String expectedOwner, long expectedEpoch) {
        StoreEntry found = this.entries.get(key);
        while (found != null && found.header().epoch() == expectedEpoch && found.header().owner().equals(expectedOwner)) {
            if (this.entries.remove(key, found)) {
                return true;
            }
            found = this.entries.get(key);
        }
        return false;
    }

    Stream<StoreEntry> ownedBy(String owner) {
        return this.entries.values().stream().filter(entry -> entry.header().owner().equals(owner) && isAlive(entry));
    }

    long size() {
        this.forgetExpired();
        return this.held();
    }

    /** The number of entries in memory, whether their time is over or not. */
    long held() {
        return this.entries.mappingCount();
    }

    private void forgetExpired() {
        this.entries.values().removeIf(entry -> !isAlive(entry));
    }

    private static boolean isAlive(StoreEntry entry) {
        return entry != null && entry.header().expiry() > System.currentTimeMillis();
    }
}
