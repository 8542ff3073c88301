/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.store.tck;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreEntry;

/** Entries to write and stages to wait for, in the terms of the TCK. */
final class TckEntries {
    private static final long WAIT_SECONDS = 20;

    private final AtomicLong writeIds = new AtomicLong();

    /** An entry that lasts until its owner removes it. */
    StoreEntry entry(String key, String owner, long epoch, long version) {
        return this.entry(key, owner, epoch, version, EntryHeader.NEVER);
    }

    StoreEntry entry(String key, String owner, long epoch, long version, long expiry) {
        EntryHeader header = new EntryHeader(owner, epoch, version, this.writeIds.incrementAndGet(), EntryHeader.NEVER, expiry);
        return new StoreEntry(key, header, (key + '/' + owner + '/' + epoch + '/' + version).getBytes(StandardCharsets.UTF_8));
    }

    static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
    }
}
