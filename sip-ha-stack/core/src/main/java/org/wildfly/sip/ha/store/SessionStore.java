/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.store;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Where the state of sessions is kept so that it outlives its node. An implementation moves opaque bytes and looks at headers only.
 * <p>
 * No method blocks. Stages complete on any thread; whoever listens only posts to its own queue. A stage that fails says nothing about
 * whether the operation took place.
 */
public interface SessionStore extends AutoCloseable {
    /** Takes part in the store's cluster; entries can be read and written when this returns (it may wait, it is called at start-up). */
    void start();

    /** The name of this node, as it stands in {@link EntryHeader#owner()}. */
    String localNode();

    /** The nodes that are alive as far as the store knows, this one included. */
    Set<String> nodes();

    /** Whether writes are seen by other nodes; false for a store that lives in this process only. */
    boolean isShared();

    /** Whether this node is the primary owner of the key, so that a write of it needs one round trip only. A hint. */
    boolean isPrimary(String key);

    /** Reads an entry. */
    CompletionStage<Optional<StoreEntry>> get(String key);

    /**
     * Writes an entry if the store holds none for its key, or one of the expected owner and epoch, or this very write already.
     *
     * @param entry what to write
     * @param expectedOwner the owner that the stored entry must have
     * @param expectedEpoch the epoch that the stored entry must have
     */
    CompletionStage<WriteOutcome> write(StoreEntry entry, String expectedOwner, long expectedEpoch);

    /** Removes an entry if the store holds it with this owner and epoch; otherwise does nothing. */
    CompletionStage<Void> remove(String key, String expectedOwner, long expectedEpoch);

    /**
     * Offers every entry owned by a node for which this node is responsible now (of several survivors each entry is offered to one, as far as
     * the store can tell).
     */
    CompletionStage<Void> forEachOwnedBy(String owner, Consumer<StoreEntry> action);

    /** The number of entries that this node holds, as primary or backup; for metrics and tests. May iterate; not for hot paths. */
    long localEntries();

    /** Adds a listener; it is called on the store's threads and must not block. */
    void addListener(StoreListener listener);

    /** Removes a listener. */
    void removeListener(StoreListener listener);

    /** Leaves the cluster. Entries stay with the other nodes. */
    @Override
    void close();
}
