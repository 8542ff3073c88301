/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.store;

/**
 * What an entry must look like in the store for a {@linkplain SessionStore#write(StoreEntry, String, long) write} to replace it. One
 * meaning for all implementations of the SPI.
 *
 * @param written the header that the write brings
 * @param expectedOwner the owner that the stored entry must have
 * @param expectedEpoch the epoch that the stored entry must have
 */
public record WriteCondition(EntryHeader written, String expectedOwner, long expectedEpoch) {
    /**
     * Tells whether the write may take place.
     *
     * @param stored the header of the stored entry; null if there is none
     * @return true if there is no entry, an older version of the expected owner and epoch, or the result of this very write; a version that is not
     *         older was written after the writer had read the entry, or its writer's words have come out of order
     */
    public boolean allows(EntryHeader stored) {
        return stored == null || this.isExpected(stored) || this.isRetryOf(stored);
    }

    private boolean isExpected(EntryHeader stored) {
        return stored.epoch() == this.expectedEpoch && stored.owner().equals(this.expectedOwner)
                && stored.version() < this.written.version();
    }

    private boolean isRetryOf(EntryHeader stored) {
        return stored.writeId() == this.written.writeId() && stored.epoch() == this.written.epoch()
                && stored.owner().equals(this.written.owner());
    }
}
