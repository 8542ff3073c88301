/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.WriteOutcome;
import org.wildfly.sip.ha.work.OutputCommit;
import org.wildfly.sip.ha.work.SessionQueue;

/**
 * Holds the output of a session's work until the state that it tells of is stored. One write is under way at a time; what changes meanwhile
 * gathers for the next. A queue without replicas lets its output go at once.
 * <p>
 * If a write is not confirmed within the commit timeout the output leaves all the same, and is counted: a call matters more than its copy.
 */
public final class ReplicaCommit implements OutputCommit {
    private final ReplicationContext context;
    private final SessionQueue queue;
    private final List<ReplicaHandle> handles = new ArrayList<>(2);
    private List<Runnable> gathered = new ArrayList<>();
    private List<CompletionStage<?>> conditions = new ArrayList<>(0);
    private Flight flight;

    /** @param queue the queue whose commit this is to be */
    public ReplicaCommit(ReplicationContext context, SessionQueue queue) {
        this.context = context;
        this.queue = queue;
    }

    /** The commit of a queue; set there if the queue has none yet. To be called by an item of the queue. */
    public static ReplicaCommit of(SessionQueue queue, ReplicationContext context) {
        if (queue.getCommit() instanceof ReplicaCommit existing) {
            return existing;
        }
        ReplicaCommit commit = new ReplicaCommit(context, queue);
        queue.setCommit(commit);
        return commit;
    }

    /**
     * Begins to replicate something on this queue. To be called by an item of the queue.
     *
     * @param claimed the header under which this node took the entry over; null for a new entry
     */
    public void add(Replica replica, EntryHeader claimed) {
        this.handles.add(new ReplicaHandle(this.context, replica, claimed));
    }

    /** Stops replicating something and leaves its entry to others. To be called by an item of the queue. */
    public void release(Replica replica) {
        this.detach(replica);
    }

    /** Stops replicating something and removes its entry. To be called by an item of the queue. */
    public void remove(Replica replica) {
        ReplicaHandle handle = this.detach(replica);
        if (handle != null) {
            handle.end();
        }
    }

    /**
     * Takes note of what the store holds for a replica: if another node has taken it over, it is dropped. To be called by an item of the queue.
     */
    public void noticed(Replica replica, EntryHeader stored) {
        for (ReplicaHandle handle : this.handles) {
            if (handle.replica() == replica && !handle.holdsAgainst(stored)) {
                this.context.statistics().superseded.increment();
                this.detach(replica);
                replica.superseded(stored);
                return;
            }
        }
    }

    @Override
    public void commit(SessionQueue source, List<Runnable> outputs, List<CompletionStage<?>> required) {
        this.gathered.addAll(outputs);
        this.conditions.addAll(required);
        if (this.flight == null) {
            this.depart();
        } else if (this.flight.overdue) {
            this.leaveUncommitted();
        }
    }

    private void depart() {
        List<ReplicaHandle> dirty = this.dirtyHandles();
        List<CompletionStage<?>> awaited = this.conditions;
        Flight departing = new Flight(this.gathered, dirty.size() + awaited.size());
        this.gathered = new ArrayList<>();
        if (departing.pending == 0) {
            departing.outputs.forEach(Runnable::run);
            return;
        }
        this.conditions = new ArrayList<>(0);
        this.flight = departing;
        for (ReplicaHandle handle : dirty) {
            CompletableFuture<WriteOutcome> write;
            try {
                write = handle.write().toCompletableFuture();
            } catch (RuntimeException unencodable) {
                // The call goes on without its copy
                this.context.statistics().failures.increment();
                this.queue.report(unencodable);
                handle.landed();
                this.landed(departing);
                continue;
            }
            if (write.isDone()) {
                this.written(departing, handle, write.join());
            } else {
                write.thenAccept(outcome -> this.queue.post(() -> this.written(departing, handle, outcome)));
            }
        }
        for (CompletionStage<?> condition : awaited) {
            condition.whenComplete((result, failure) -> this.queue.post(() -> this.landed(departing)));
        }
        if (this.flight == departing) {
            departing.alarm = this.context.alarm().after(this.context.commitTimeout(),
                    () -> this.queue.post(() -> this.overdue(departing)));
        }
    }

    private List<ReplicaHandle> dirtyHandles() {
        List<ReplicaHandle> dirty = List.of();
        for (ReplicaHandle handle : this.handles) {
            if (handle.replica().isDirty()) {
                dirty = dirty.isEmpty() ? new ArrayList<>(2) : dirty;
                dirty.add(handle);
            }
        }
        return dirty;
    }

    private void written(Flight landing, ReplicaHandle handle, WriteOutcome outcome) {
        handle.landed();
        if (!outcome.applied()) {
            this.context.statistics().superseded.increment();
            landing.outputs.clear();
            this.gathered.clear();
            this.detach(handle.replica());
            handle.replica().superseded(outcome.stored());
        }
        this.landed(landing);
    }

    private void landed(Flight landing) {
        if (--landing.pending == 0) {
            landing.alarm.run();
            this.flight = null;
            List<Runnable> outputs = landing.take();
            outputs.forEach(Runnable::run);
            this.depart();
        }
    }

    private void overdue(Flight late) {
        if (this.flight == late) {
            late.overdue = true;
            List<Runnable> outputs = late.take();
            this.context.statistics().uncommitted.add(outputs.size());
            outputs.forEach(Runnable::run);
            this.leaveUncommitted();
        }
    }

    private void leaveUncommitted() {
        List<Runnable> outputs = this.gathered;
        this.gathered = new ArrayList<>();
        this.context.statistics().uncommitted.add(outputs.size());
        outputs.forEach(Runnable::run);
    }

    private ReplicaHandle detach(Replica replica) {
        for (int i = 0; i < this.handles.size(); i++) {
            if (this.handles.get(i).replica() == replica) {
                return this.handles.remove(i);
            }
        }
        return null;
    }

    /** Writes under way, and the output that waits for them. */
    private static final class Flight {
        private List<Runnable> outputs;
        private int pending;
        private boolean overdue;
        private Runnable alarm = () -> {
        };

        Flight(List<Runnable> outputs, int pending) {
            this.outputs = outputs;
            this.pending = pending;
        }

        List<Runnable> take() {
            List<Runnable> taken = this.outputs;
            this.outputs = new ArrayList<>();
            return taken;
        }
    }
}
