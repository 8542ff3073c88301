/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.infinispan.AdvancedCache;
import org.infinispan.Cache;
import org.infinispan.context.Flag;
import org.infinispan.remoting.transport.Address;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.store.StoreListener;
import org.wildfly.sip.ha.store.WriteOutcome;

/**
 * Keeps entries in an Infinispan cache that somebody else has made and stops: the server, or an {@link EmbeddedStore}. Keys are the ids as
 * strings, values plain bytes, so that no marshaller is needed. {@link StoreCacheConfiguration} says how the cache should be configured.
 * <p>
 * A node is known by its name in the cluster (the logical name of its JGroups channel; in WildFly the server's node name).
 */
public final class InfinispanStore implements SessionStore {
    private static final int MAX_WAITING_PER_PEER = 512;
    private static final Duration SILENCE = Duration.ofMillis(500);
    private static final Duration LEAVE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration LEAVE_POLL = Duration.ofMillis(20);

    private final AdvancedCache<String, byte[]> cache;
    private final StoreListeners listeners = new StoreListeners();
    private final PeerLimit limit = new PeerLimit(MAX_WAITING_PER_PEER, SILENCE.toNanos(), System::nanoTime);
    private final ClusterTopology topology;
    private final EntryWriter writer;
    private final ScanQueue scans;
    private final EntryChanges changes;
    private final Departures departures;

    /**
     * @param cache a running cache of nobody else; the store does not stop it
     * @param nodeName the name of this node if the cache is not clustered; otherwise the name in the cluster counts
     */
    public InfinispanStore(Cache<String, byte[]> cache, String nodeName) {
        this.cache = cache.getAdvancedCache();
        this.topology = new ClusterTopology(this.cache, nodeName);
        this.writer = new EntryWriter(this.cache, this.topology, this.limit);
        this.scans = new ScanQueue(this.topology.localName());
        this.changes = new EntryChanges(this.topology.localName(), this.listeners);
        this.departures = new Departures(new DepartureConfiguration());
    }

    @Override
    public void start() {
        if (this.isShared()) {
            this.cache.getCacheManager().addListener(this.departures);
            this.cache.addListener(this.departures);
            this.cache.addListener(this.changes);
            this.topology.viewChanged(this.cache.getCacheManager().getMembers());
        }
        StoreLog.LOGGER.started(this.localNode(), this.cache.getName(), this.nodes());
    }

    @Override
    public String localNode() {
        return this.topology.localName();
    }

    @Override
    public Set<String> nodes() {
        return this.topology.names();
    }

    @Override
    public boolean isShared() {
        return this.topology.isShared();
    }

    @Override
    public boolean isPrimary(String key) {
        return this.topology.isPrimary(key);
    }

    @Override
    public CompletionStage<Optional<StoreEntry>> get(String key) {
        return this.cache.getAsync(key).thenApply(stored -> Optional.ofNullable(stored).map(bytes -> EntryBytes.entry(key, bytes)));
    }

    @Override
    public CompletionStage<WriteOutcome> write(StoreEntry entry, String expectedOwner, long expectedEpoch) {
        return this.writer.write(entry, expectedOwner, expectedEpoch);
    }

    @Override
    public CompletionStage<Void> remove(String key, String expectedOwner, long expectedEpoch) {
        return this.writer.remove(key, expectedOwner, expectedEpoch);
    }

    @Override
    public CompletableFuture<Void> forEachOwnedBy(String owner, Consumer<StoreEntry> action) {
        return this.scans.begin(new OwnedEntriesScan(this.cache, this.topology, owner, action));
    }

    @Override
    public long localEntries() {
        return this.cache.withFlags(Flag.CACHE_MODE_LOCAL).size();
    }

    @Override
    public void addListener(StoreListener listener) {
        this.listeners.add(listener);
    }

    @Override
    public void removeListener(StoreListener listener) {
        this.listeners.remove(listener);
    }

    /**
     * Ends the store's part in the cluster; the cache goes on. If a node has left just before, this waits some seconds until its entries
     * have a second copy again, because a cache that stops takes its copies along.
     */
    @Override
    public void close() {
        if (this.isShared()) {
            this.awaitCopies();
            this.cache.removeListener(this.changes);
            this.cache.removeListener(this.departures);
            this.cache.getCacheManager().removeListener(this.departures);
        }
        this.scans.close();
    }

    private void awaitCopies() {
        long deadline = System.nanoTime() + LEAVE_PATIENCE.toNanos();
        while (this.cache.getStatus().allowInvocations() && !this.topology.canLeave() && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LEAVE_POLL.toNanos());
        }
    }

    private final class DepartureConfiguration implements Departures.Configuration {
        @Override
        public ClusterTopology topology() {
            return InfinispanStore.this.topology;
        }

        @Override
        public void departed(Address node) {
            InfinispanStore.this.limit.forget(node);
            String name = node.toString();
            StoreLog.LOGGER.nodeLeft(name);
            InfinispanStore.this.listeners.nodeLeft(name);
        }

        @Override
        public void merged() {
            InfinispanStore store = InfinispanStore.this;
            store.scans.begin(new MergedEntriesScan(store.cache, store.topology, store.listeners));
        }

        @Override
        public void topologyChanged() {
            InfinispanStore.this.scans.topologyChanged();
        }
    }
}
