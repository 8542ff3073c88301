/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.dialog;

import java.util.concurrent.atomic.AtomicBoolean;

import org.wildfly.sip.ha.replication.Replica;
import org.wildfly.sip.ha.store.EntryHeader;

/** The store's view on a dialog. */
final class DialogReplica implements Replica {
    private static final String PREFIX = "dialog:";

    private final ReplicatedDialog dialog;
    private final AtomicBoolean dirty = new AtomicBoolean();

    DialogReplica(ReplicatedDialog dialog) {
        this.dialog = dialog;
    }

    /** The key of a dialog's entry. */
    static String key(String dialogId) {
        return PREFIX + dialogId;
    }

    /** The id of the dialog whose entry has a key; null if it is the key of something else. */
    static String dialogId(String key) {
        return key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : null;
    }

    void changed() {
        this.dirty.set(true);
    }

    @Override
    public String key() {
        return key(this.dialog.getDialogId());
    }

    @Override
    public boolean isDirty() {
        return this.dirty.get();
    }

    @Override
    public byte[] encode() {
        this.dirty.set(false);
        return DialogStateCodec.encode(this.dialog.snapshot());
    }

    @Override
    public long deadline() {
        return EntryHeader.NEVER;
    }

    @Override
    public long expiry() {
        return System.currentTimeMillis() + this.dialog.replication().keepMillis();
    }

    @Override
    public void superseded(EntryHeader stored) {
        this.dialog.replication().superseded(this.dialog);
    }
}
