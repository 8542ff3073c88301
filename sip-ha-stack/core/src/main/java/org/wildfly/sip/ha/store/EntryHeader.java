/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.store;

/**
 * What a store knows of an entry without reading its bytes.
 *
 * @param owner the name of the node that works on the session
 * @param epoch how often the session has changed its owner; of two copies the one with the higher epoch is right
 * @param version counts the writes of one owner within its epoch
 * @param writeId names this write, so that a retry of it can be told from a conflict
 * @param deadline when the session has something to do by itself, in milliseconds since 1970; {@link #NEVER} if nothing is pending
 * @param expiry when the entry may be forgotten, in milliseconds since 1970; {@link #NEVER} if only its owner removes it
 */
public record EntryHeader(String owner, long epoch, long version, long writeId, long deadline, long expiry) {
    /** No point in time. */
    public static final long NEVER = Long.MAX_VALUE;

    /**
     * Tells whether a holder of a copy with this header may still write after it has seen the header in the store.
     *
     * @param stored what the store holds
     * @return false if another node has taken the session over
     */
    public boolean holdsAgainst(EntryHeader stored) {
        return stored.epoch < this.epoch || (stored.epoch == this.epoch && stored.owner.equals(this.owner));
    }
}
