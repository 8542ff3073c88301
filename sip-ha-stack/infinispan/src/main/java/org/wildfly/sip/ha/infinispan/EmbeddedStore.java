/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.infinispan.manager.DefaultCacheManager;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.store.StoreListener;
import org.wildfly.sip.ha.store.WriteOutcome;

/**
 * A store with a cache manager of its own, for the stack used without a server. Made by {@link #builder(String)}; joins the cluster when it
 * is started, leaves it when it is closed.
 */
public final class EmbeddedStore implements SessionStore {
    private final DefaultCacheManager manager;
    private final String cacheName;
    private final String nodeName;
    private final StoreListeners listeners = new StoreListeners();
    private InfinispanStore store;

    EmbeddedStore(DefaultCacheManager manager, String cacheName, String nodeName) {
        this.manager = manager;
        this.cacheName = cacheName;
        this.nodeName = nodeName;
    }

    /**
     * Begins to make a store.
     *
     * @param nodeName the name of this node; no other node of the cluster may have it
     */
    public static EmbeddedStoreBuilder builder(String nodeName) {
        return new EmbeddedStoreBuilder(nodeName);
    }

    @Override
    public void start() {
        this.manager.start();
        this.store = new InfinispanStore(this.manager.getCache(this.cacheName), this.nodeName);
        this.store.addListener(this.listeners);
        this.store.start();
    }

    @Override
    public String localNode() {
        return this.nodeName;
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
        return this.store.write(entry, expectedOwner, expectedEpoch);
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
        this.listeners.add(listener);
    }

    @Override
    public void removeListener(StoreListener listener) {
        this.listeners.remove(listener);
    }

    @Override
    public void close() {
        if (this.store != null) {
            this.store.close();
        }
        this.manager.stop();
    }

    DefaultCacheManager manager() {
        return this.manager;
    }
}
