/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a queue has to do, which Call-IDs are to be forgotten when that is done, and where all of it went if the queue was merged. Safe for use by
 * many threads.
 */
final class WorkList {
    private final SessionQueue queue;
    private final Runnable wake;
    private final Deque<Runnable> items = new ArrayDeque<>();
    private final Set<String> callIds = new HashSet<>(2);
    private volatile WorkList successor;
    private boolean active;
    private boolean suspended;
    private boolean holding;

    /**
     * @param queue whose list this is
     * @param wake has {@link #next(boolean)} called until it returns null, by one other thread; called under a lock
     */
    WorkList(SessionQueue queue, Runnable wake) {
        this.queue = queue;
        this.wake = wake;
    }

    /** The queue that does this work. */
    SessionQueue queue() {
        return this.resolve().queue;
    }

    /** @return false if as many items as the limit says are waiting already */
    boolean add(Runnable item, int limit) {
        return this.locked(list -> list.items.size() < limit && list.append(item));
    }

    /**
     * The next item to be handled; null if the caller's turn is over.
     *
     * @param holding whether output of former items is still held, so that another item will come
     */
    synchronized Runnable next(boolean holding) {
        this.holding = holding;
        Runnable item = this.suspended || this.successor != null ? null : this.items.pollFirst();
        this.active = item != null;
        return item;
    }

    synchronized void suspend() {
        this.suspended = true;
    }

    void resume(Runnable first) {
        this.locked(list -> {
            // A merge has ended this list's suspension; that of its successor is not for us to end
            list.suspended &= list != this;
            list.items.addFirst(first);
            list.activate();
            return true;
        });
    }

    boolean isMerged() {
        return this.successor != null;
    }

    /**
     * Appends an item, then all that waits here, to another list, which does the work of this one from now on. Nobody else can put anything between.
     * One thread of a node at a time.
     *
     * @param first is handled next by this list if the other one is merged into this one
     */
    void moveTo(WorkList target, Runnable first) {
        WorkList into = target.resolve();
        synchronized (this) {
            if (into == this) {
                this.items.addFirst(first);
                return;
            }
            synchronized (into) {
                into.items.addLast(first);
                into.items.addAll(this.items);
                into.callIds.addAll(this.callIds);
                this.items.clear();
                this.callIds.clear();
                this.successor = into;
                into.activate();
            }
        }
    }

    /**
     * Remembers that a Call-ID is to be forgotten when nothing is left to do.
     *
     * @return false if nothing is left to do already
     */
    boolean lend(String callId) {
        return this.locked(list -> !list.isIdle() && list.remember(callId));
    }

    /** Undoes {@link #lend(String)}. */
    void keep(String callId) {
        this.locked(list -> list.callIds.remove(callId));
    }

    /** Undoes {@link #lend(String)} if nothing is left to do. */
    synchronized boolean giveBack(String callId) {
        if (this.isMerged() || !this.isIdle()) {
            return false;
        }
        this.callIds.remove(callId);
        return true;
    }

    /** What is lent. */
    synchronized List<String> lent() {
        return this.callIds.isEmpty() ? List.of() : List.copyOf(this.callIds);
    }

    private WorkList resolve() {
        WorkList last = this;
        for (WorkList next = last.successor; next != null; next = last.successor) {
            last = next;
        }
        if (last != this) {
            this.successor = last;
        }
        return last;
    }

    private boolean locked(Predicate<WorkList> change) {
        while (true) {
            WorkList list = this.resolve();
            synchronized (list) {
                if (!list.isMerged()) {
                    return change.test(list);
                }
            }
        }
    }

    private boolean append(Runnable item) {
        this.items.addLast(item);
        this.activate();
        return true;
    }

    private boolean remember(String callId) {
        this.callIds.add(callId);
        return true;
    }

    private boolean isIdle() {
        return !this.active && !this.suspended && !this.holding && this.items.isEmpty();
    }

    private void activate() {
        if (!this.active && !this.suspended && !this.items.isEmpty()) {
            this.wake.run();
            this.active = true;
        }
    }
}
