/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import java.nio.charset.StandardCharsets;

import org.wildfly.sip.ha.store.EntryHeader;

/** A session whose state is a text. */
final class TextReplica implements Replica {
    private final String key;
    private volatile String text = "";
    private volatile boolean dirty;
    private Throwable encoding;
    private EntryHeader supersededBy;
    private int superseded;

    TextReplica(String key) {
        this.key = key;
    }

    void change(String to) {
        this.text = to;
        this.dirty = true;
    }

    /** What encoding throws from now on; null for nothing. */
    void failEncoding(Throwable failure) {
        this.encoding = failure;
    }

    EntryHeader supersededBy() {
        return this.supersededBy;
    }

    int timesSuperseded() {
        return this.superseded;
    }

    @Override
    public String key() {
        return this.key;
    }

    @Override
    public boolean isDirty() {
        return this.dirty;
    }

    @Override
    public byte[] encode() {
        if (this.encoding instanceof Error error) {
            throw error;
        } else if (this.encoding != null) {
            throw (RuntimeException) this.encoding;
        }
        this.dirty = false;
        return this.text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public long deadline() {
        return EntryHeader.NEVER;
    }

    @Override
    public long expiry() {
        return EntryHeader.NEVER;
    }

    @Override
    public void superseded(EntryHeader stored) {
        this.superseded++;
        this.supersededBy = stored;
    }
}
