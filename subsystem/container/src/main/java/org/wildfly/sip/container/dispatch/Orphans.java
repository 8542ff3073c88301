/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.dispatch;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.session.SessionManager;
import org.wildfly.sip.ha.replication.ReplicationContext;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.store.StoreListener;

/**
 * Takes over those sessions of a node that has left which have something to do by themselves (timers, expiry, an unacknowledged 2xx), each when it is
 * due. The others come over when their next message comes.
 */
public final class Orphans implements StoreListener {
    /** The cluster may still be moving entries when a node has just left: what is not offered at first is found by a second look. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(2);

    private final SessionManager sessions;
    private final ReplicationContext context;
    private final Set<String> departed = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, EntryHeader> scheduled = new ConcurrentHashMap<>();

    /** @param sessions of this node */
    public Orphans(SessionManager sessions) {
        this.sessions = sessions;
        this.context = sessions.context().replication();
    }

    /** This node may have died and come back under its name before others noticed: what its former self has left is looked after by itself. */
    public void comeBack() {
        this.look(this.context.store().localNode(), false);
    }

    @Override
    public void nodeLeft(String node) {
        this.departed.add(node);
        this.look(node, true);
        this.lookAgain();
        this.context.alarm().after(SECOND_LOOK, this::lookAgain);
    }

    private void lookAgain() {
        this.departed.removeAll(this.context.store().nodes());
        this.departed.forEach(owner -> this.look(owner, false));
    }

    private void look(String owner, boolean announced) {
        AtomicInteger found = new AtomicInteger();
        this.context.store().forEachOwnedBy(owner, entry -> {
            if (entry.header().deadline() != EntryHeader.NEVER) {
                found.incrementAndGet();
                this.schedule(entry.key(), entry.header());
            }
        }).whenComplete((nothing, failure) -> {
            if (failure != null) {
                ContainerLogger.LOGGER.takeoverFailed("of node " + owner, failure);
            } else if (announced) {
                ContainerLogger.LOGGER.nodeLeft(owner, found.get());
            }
        });
    }

    /** An entry that has changed its owner since it was seen first, and lost that one, too, is scheduled anew. */
    private void schedule(String key, EntryHeader header) {
        if (!header.equals(this.scheduled.put(key, header))) {
            long left = header.deadline() - System.currentTimeMillis();
            this.context.alarm().after(Duration.ofMillis(Math.max(0, left)), () -> this.due(key, header));
        }
    }

    private void due(String key, EntryHeader header) {
        if (this.scheduled.remove(key, header)) {
            this.context.store().get(key).whenComplete((entry, failure) -> {
                if (failure != null) {
                    this.again(key, header, failure);
                } else {
                    entry.filter(found -> found.header().equals(header)).ifPresent(this::adopt);
                }
            });
        }
    }

    private void adopt(StoreEntry entry) {
        this.sessions.bring(entry).whenComplete((session, failure) -> {
            if (failure != null) {
                this.again(entry.key(), entry.header(), failure);
            }
        });
    }

    /** The store has not answered, or the application does not run yet: tries again, until the entry is gone or somebody else's. */
    private void again(String key, EntryHeader header, Throwable failure) {
        if (!(failure instanceof SessionManager.ApplicationMissingException
                || failure.getCause() instanceof SessionManager.ApplicationMissingException)) {
            ContainerLogger.LOGGER.takeoverFailed(key, failure);
        }
        if (this.scheduled.putIfAbsent(key, header) == null) {
            this.context.alarm().after(SECOND_LOOK, () -> this.due(key, header));
        }
    }
}
