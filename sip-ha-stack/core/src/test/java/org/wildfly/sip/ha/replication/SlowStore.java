/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.wildfly.sip.ha.store.LocalStore;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.store.StoreListener;
import org.wildfly.sip.ha.store.WriteOutcome;

/** A store that answers on threads of its own, in any order, and now and then loses an answer; counts writes that overlap. */
final class SlowStore implements SessionStore {
    private static final int LOST_OF = 100;

    private final LocalStore entries = new LocalStore("here");
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Map<String, AtomicInteger> writing = new ConcurrentHashMap<>();
    private final AtomicInteger overlaps = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();

    int overlaps() {
        return this.overlaps.get();
    }

    long entries() {
        return this.entries.localEntries();
    }

    StoreEntry stored(String key) {
        return this.entries.get(key).toCompletableFuture().join().orElseThrow();
    }

    @Override
    public CompletionStage<WriteOutcome> write(StoreEntry entry, String expectedOwner, long expectedEpoch) {
        AtomicInteger writes = this.writing.computeIfAbsent(entry.key(), key -> new AtomicInteger());
        if (writes.incrementAndGet() > 1) {
            this.overlaps.incrementAndGet();
        }
        return CompletableFuture.supplyAsync(() -> {
            WriteOutcome outcome = this.entries.write(entry, expectedOwner, expectedEpoch).toCompletableFuture().join();
            writes.decrementAndGet();
            if (this.answers.getAndIncrement() % LOST_OF == 0) {
                throw new CompletionException(new IllegalStateException("answer lost"));
            }
            return outcome;
        }, this.threads);
    }

    @Override
    public CompletionStage<Optional<StoreEntry>> get(String key) {
        return CompletableFuture.supplyAsync(() -> this.entries.get(key).toCompletableFuture().join(), this.threads);
    }

    @Override
    public CompletionStage<Void> remove(String key, String expectedOwner, long expectedEpoch) {
        return CompletableFuture.runAsync(() -> this.entries.remove(key, expectedOwner, expectedEpoch), this.threads);
    }

    @Override
    public void start() {
        this.entries.start();
    }

    @Override
    public String localNode() {
        return this.entries.localNode();
    }

    @Override
    public Set<String> nodes() {
        return this.entries.nodes();
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean isPrimary(String key) {
        return true;
    }

    @Override
    public CompletionStage<Void> forEachOwnedBy(String owner, Consumer<StoreEntry> action) {
        return this.entries.forEachOwnedBy(owner, action);
    }

    @Override
    public long localEntries() {
        return this.entries.localEntries();
    }

    @Override
    public void addListener(StoreListener listener) {
        this.entries.addListener(listener);
    }

    @Override
    public void removeListener(StoreListener listener) {
        this.entries.removeListener(listener);
    }

    @Override
    public void close() {
        this.threads.shutdownNow();
        this.entries.close();
    }
}
