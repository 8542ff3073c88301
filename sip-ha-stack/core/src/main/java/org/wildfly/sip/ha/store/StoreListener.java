/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.store;

/** Told of what happens to entries by others. Called on the store's threads: implementations only post. */
public interface StoreListener {
    /**
     * A node has left: by death, by shutdown, or by a partition.
     *
     * @param node its name
     */
    default void nodeLeft(String node) {
    }

    /**
     * Another node has changed or removed an entry of which this node may hold a working copy.
     *
     * @param key the entry's key
     * @param stored what the store holds now; null if the entry was removed
     */
    default void changedElsewhere(String key, EntryHeader stored) {
    }
}
