/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.standalone;

import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.store.StoreListener;
import org.wildfly.sip.ha.store.WriteOutcome;

/** A store whose writes take place when the test says so. */
final class SlowStore implements SessionStore {
    private final SessionStore store;
    private final Queue<Runnable> writes = new ConcurrentLinkedQueue<>();
    volatile boolean slow;

    SlowStore(SessionStore store) {
        this.store = store;
    }

    int waiting() {
        return this.writes.size();
    }

    void release() {
        this.slow = false;
        for (Runnable write = this.writes.poll(); write != null; write = this.writes.poll()) {
            write.run();
        }
    }

    @Override
    public void start() {
        this.store.start();
    }

    @Override
    public String localNode() {
        return this.store.localNode();
    }

    @Override
    public Set<String> nodes() {
        return this.store.nodes();
    }

    @Override
    public boolean isShared() {
        return this.store.isShared();
    }

    @Override
    public boolean isPrimary(String key) {
        return this.store.isPrimary(key);
    }

    @Override
    public CompletionStage<Optional<StoreEntry>> get(String key) {
        return this.store.get(key);
    }

    @Override
    public CompletionStage<WriteOutcome> write(StoreEntry entry, String expectedOwner, long expectedEpoch) {
        if (!this.slow) {
            return this.store.write(entry, expectedOwner, expectedEpoch);
        }
        CompletableFuture<WriteOutcome> result = new CompletableFuture<>();
        this.writes.add(() -> this.store.write(entry, expectedOwner, expectedEpoch).thenAccept(result::complete));
        return result;
    }

    @Override
    public CompletionStage<Void> remove(String key, String expectedOwner, long expectedEpoch) {
        return this.store.remove(key, expectedOwner, expectedEpoch);
    }

    @Override
    public CompletionStage<Void> forEachOwnedBy(String owner, Consumer<StoreEntry> action) {
        return this.store.forEachOwnedBy(owner, action);
    }

    @Override
    public long localEntries() {
        return this.store.localEntries();
    }

    @Override
    public void addListener(StoreListener listener) {
        this.store.addListener(listener);
    }

    @Override
    public void removeListener(StoreListener listener) {
        this.store.removeListener(listener);
    }

    @Override
    public void close() {
        this.store.close();
    }
}
