/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import org.wildfly.sip.ha.store.EntryHeader;

/** State that is replicated as one entry. Its methods are called on the queue of its session only. */
public interface Replica {
    /** The key of its entry. */
    String key();

    /** Whether it has changed since the last {@link #encode()}. */
    boolean isDirty();

    /** Its state as bytes; makes it clean. */
    byte[] encode();

    /** See {@link EntryHeader#deadline()}. */
    long deadline();

    /** See {@link EntryHeader#expiry()}. */
    long expiry();

    /**
     * Another node works on this state now: drop the copy, stop its timers, tell no peer.
     *
     * @param stored what the store holds
     */
    void superseded(EntryHeader stored);
}
