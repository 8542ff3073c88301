/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A store that lives in this process: for a node that is alone and for applications that are not distributable. Every operation is complete
 * when it returns.
 * <p>
 * Tests let several of them share their entries through a {@link Cluster}.
 */
public final class LocalStore implements SessionStore {
    private final String localNode;
    private final LocalEntries entries;
    private final Cluster cluster;
    private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** @param localNode the name of this node */
    public LocalStore(String localNode) {
        this(localNode, new LocalEntries(), null);
    }

    private LocalStore(String localNode, LocalEntries entries, Cluster cluster) {
        this.localNode = localNode;
        this.entries = entries;
        this.cluster = cluster;
    }

    @Override
    public void start() {
        if (this.cluster != null) {
            this.cluster.members.add(this);
        }
    }

    @Override
    public String localNode() {
        return this.localNode;
    }

    @Override
    public Set<String> nodes() {
        return this.cluster == null ? Set.of(this.localNode) : this.cluster.nodes();
    }

    @Override
    public boolean isShared() {
        return this.cluster != null;
    }

    @Override
    public boolean isPrimary(String key) {
        return this.cluster == null || this.cluster.primary(key) == this;
    }

    @Override
    public CompletionStage<Optional<StoreEntry>> get(String key) {
        return this.complete(() -> Optional.ofNullable(this.entries.get(key)));
    }

    @Override
    public CompletionStage<WriteOutcome> write(StoreEntry entry, String expectedOwner, long expectedEpoch) {
        return this.complete(() -> {
            LocalEntries.Change change = this.entries.write(entry, new WriteCondition(entry.header(), expectedOwner, expectedEpoch));
            if (change.applied() && this.cluster != null && change.changesHands()) {
                this.cluster.changed(this, entry.key(), entry.header());
            }
            return new WriteOutcome(change.applied(), change.after());
        });
    }

    @Override
    public CompletionStage<Void> remove(String key, String expectedOwner, long expectedEpoch) {
        return this.complete(() -> {
            if (this.entries.remove(key, expectedOwner, expectedEpoch) && this.cluster != null) {
                this.cluster.changed(this, key, null);
            }
            return null;
        });
    }

    @Override
    public CompletionStage<Void> forEachOwnedBy(String owner, Consumer<StoreEntry> action) {
        return this.complete(() -> {
            this.entries.ownedBy(owner).filter(entry -> this.isPrimary(entry.key())).forEach(action);
            return null;
        });
    }

    @Override
    public long localEntries() {
        return this.entries.size();
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
        this.closed = true;
        if (this.cluster != null) {
            this.cluster.left(this);
        }
    }

    private <T> CompletionStage<T> complete(Supplier<T> operation) {
        return this.closed
                ? CompletableFuture.failedStage(new IllegalStateException("The store of " + this.localNode + " is closed"))
                : CompletableFuture.completedStage(operation.get());
    }

    /** Nodes in one process that see each other's entries and departures, as the nodes of a distributed store do. For tests. */
    public static final class Cluster {
        private final LocalEntries entries = new LocalEntries();
        private final List<LocalStore> members = new CopyOnWriteArrayList<>();

        /** A store that takes part once it is started; closing it is the death of its node: its operations fail and the others are told. */
        public LocalStore node(String name) {
            return new LocalStore(name, this.entries, this);
        }

        Set<String> nodes() {
            return this.members.stream().map(LocalStore::localNode).collect(Collectors.toUnmodifiableSet());
        }

        LocalStore primary(String key) {
            Object[] alive = this.members.toArray();
            return alive.length == 0 ? null : (LocalStore) alive[Math.floorMod(key.hashCode(), alive.length)];
        }

        void changed(LocalStore source, String key, EntryHeader stored) {
            this.members.stream().filter(member -> member != source)
                    .forEach(member -> member.listeners.forEach(listener -> listener.changedElsewhere(key, stored)));
        }

        void left(LocalStore gone) {
            if (this.members.remove(gone)) {
                this.members.forEach(member -> member.listeners.forEach(listener -> listener.nodeLeft(gone.localNode)));
            }
        }
    }
}
