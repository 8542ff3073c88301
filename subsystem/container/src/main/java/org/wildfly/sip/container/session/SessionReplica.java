/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.util.concurrent.atomic.AtomicReference;

import org.wildfly.sip.ha.replication.Replica;
import org.wildfly.sip.ha.replication.ReplicaCommit;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.work.SessionQueue;

/**
 * What an application session is to the store: one entry, written when it has changed and from when there is something in it that must outlive the
 * node. Of a session of an application that is not distributable nothing is stored.
 */
final class SessionReplica implements Replica {
    private final SipApplicationSessionImpl session;
    private final AtomicReference<EntryHeader> arrival = new AtomicReference<>();
    private volatile boolean dirty = true;
    private boolean durable;

    SessionReplica(SipApplicationSessionImpl session) {
        this.session = session;
    }

    /** Begins to store a new session. To be called on its queue. */
    void begin() {
        this.replicate(null);
    }

    /** The session was restored from an entry that this node has claimed; nothing in it has changed since. */
    void comesFrom(EntryHeader claimed) {
        this.durable = true;
        this.dirty = false;
        this.arrival.set(claimed);
    }

    /** Begins to store a session that was restored. To be called on its queue. @return false if that was done before */
    boolean settle() {
        EntryHeader claimed = this.arrival.getAndSet(null);
        if (claimed == null || !this.session.isValid()) {
            return false;
        }
        this.replicate(claimed);
        return true;
    }

    private void replicate(EntryHeader claimed) {
        if (this.isReplicated()) {
            this.commit().add(this, claimed);
        }
    }

    /** Notes a change; one from another thread than the queue's is stored before that thread's own session answers. */
    void changed() {
        this.dirty = true;
        if (!this.session.queue.isCurrent() && this.isReplicated()) {
            SessionQueue.require(this.session.queue.stored());
        }
    }

    /** Leaves the entry to other nodes. To be called on the queue. */
    void release() {
        if (this.isReplicated()) {
            this.commit().release(this);
        }
    }

    /** Removes the entry. To be called on the queue. */
    void remove() {
        if (this.isReplicated()) {
            this.commit().remove(this);
        }
    }

    /** Looks whether another node has the session now. To be called on the queue. */
    void noticed(EntryHeader stored) {
        if (this.isReplicated()) {
            this.commit().noticed(this, stored);
        }
    }

    private boolean isReplicated() {
        return this.session.application.isDistributable();
    }

    private ReplicaCommit commit() {
        return ReplicaCommit.of(this.session.queue, this.session.context.replication());
    }

    @Override
    public String key() {
        return this.session.getId();
    }

    @Override
    public boolean isDirty() {
        return this.dirty && (this.durable || this.isWorthStoring());
    }

    private boolean isWorthStoring() {
        this.durable = this.session.applicationKey() != null || !this.session.invalidatesWhenReady() || this.session.sessions.isEmpty()
                || !this.session.timers.isEmpty() || this.session.sessions.any(SipSessionImpl::isEstablished);
        return this.durable;
    }

    @Override
    public byte[] encode() {
        this.dirty = false;
        return SessionCodec.encode(this.session);
    }

    @Override
    public long deadline() {
        long deadline = Math.min(this.session.lifetime.expires(), this.session.timers.due());
        return this.session.sessions.all().stream().mapToLong(SipSessionImpl::deadline).reduce(deadline, Math::min);
    }

    @Override
    public long expiry() {
        return this.session.lifetime.storeExpiry();
    }

    @Override
    public void superseded(EntryHeader stored) {
        this.session.leave();
    }
}
