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
import org.wildfly.sip.ha.work.DroppableOutput;
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
    /** One; more for a while after a merge. */
    private final List<Flight> flights = new ArrayList<>(1);
    private List<Runnable> gathered = new ArrayList<>();
    private List<CompletionStage<?>> conditions = new ArrayList<>(0);
    private boolean departing;

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
        this.handles.remove(this.find(replica));
    }

    /**
     * Stops replicating something and removes its entry; output waits for that as for a write, so that a node that dies when its peers know of the
     * end leaves no entry behind. To be called by an item of the queue.
     */
    public void remove(Replica replica) {
        ReplicaHandle handle = this.find(replica);
        if (handle != null) {
            this.handles.remove(handle);
            CompletionStage<?> removed = handle.end();
            if (!removed.toCompletableFuture().isDone()) {
                this.conditions.add(removed);
            }
        }
    }

    /**
     * Takes note of what the store holds for a replica: if another node has taken it over, it is dropped. To be called by an item of the queue.
     */
    public void noticed(Replica replica, EntryHeader stored) {
        ReplicaHandle handle = this.find(replica);
        if (handle != null && !handle.holdsAgainst(stored)) {
            this.drop(handle, stored);
        }
    }

    @Override
    public void commit(SessionQueue source, List<Runnable> outputs, List<CompletionStage<?>> required) {
        this.gathered.addAll(outputs);
        this.conditions.addAll(required);
        this.handles.forEach(ReplicaHandle::tryAgain);
        this.proceed();
    }

    /** The replicas, the writes under way and the output of a merged queue go on here. */
    @Override
    public OutputCommit absorb(OutputCommit other) {
        if (other instanceof ReplicaCommit merged && merged != this) {
            this.handles.addAll(merged.handles);
            this.flights.addAll(merged.flights);
            this.gathered.addAll(merged.gathered);
            this.conditions.addAll(merged.conditions);
            merged.flights.forEach(flight -> flight.divert(this));
            merged.handles.clear();
            merged.flights.clear();
            merged.gathered.clear();
            merged.conditions.clear();
        }
        return this;
    }

    @Override
    public boolean isHolding() {
        return !this.flights.isEmpty();
    }

    private void proceed() {
        if (this.departing) {
            return; // a write was complete at once: the loop below goes on
        }
        this.departing = true;
        try {
            while (this.flights.isEmpty() && this.depart()) {
                // What came up meanwhile departs next
            }
        } finally {
            this.departing = false;
        }
        if (!this.flights.isEmpty() && this.flights.stream().allMatch(Flight::isOverdue)) {
            this.conditions.clear();
            this.leaveUncommitted(this.takeGathered());
        }
    }

    /** @return whether there was anything to wait for */
    private boolean depart() {
        List<ReplicaHandle> dirty = this.handles.stream().filter(ReplicaHandle::isDirty).toList();
        List<CompletionStage<?>> awaited = this.conditions;
        if (dirty.isEmpty() && awaited.isEmpty()) {
            this.queue.release(this.takeGathered());
            return false;
        }
        this.conditions = new ArrayList<>(0);
        Flight flight = new Flight(this, this.takeGathered(), dirty.size(), awaited.size());
        this.flights.add(flight);
        for (ReplicaHandle handle : dirty) {
            this.write(flight, handle);
        }
        for (CompletionStage<?> condition : awaited) {
            condition.whenComplete((result, failure) -> this.queue.post(() -> {
                flight.conditionEnded();
                flight.commit().land(flight);
            }));
        }
        if (this.flights.contains(flight)) {
            flight.alarm(this.context.alarm().after(this.context.commitTimeout(),
                    () -> this.queue.post(() -> flight.commit().overdue(flight))));
        }
        return true;
    }

    private void write(Flight flight, ReplicaHandle handle) {
        CompletableFuture<WriteOutcome> write;
        try {
            write = handle.write().toCompletableFuture();
        } catch (RuntimeException | Error unencodable) {
            // The call goes on without its copy
            this.context.statistics().failures.increment();
            this.queue.report(unencodable);
            flight.written();
            this.land(flight);
            return;
        }
        if (write.isDone()) {
            this.written(flight, handle, write.join());
        } else {
            write.thenAccept(outcome -> this.queue.post(() -> flight.commit().written(flight, handle, outcome)));
        }
    }

    private void written(Flight flight, ReplicaHandle handle, WriteOutcome outcome) {
        if (!outcome.applied()) {
            this.drop(handle, outcome.stored());
        }
        handle.landed();
        flight.written();
        this.land(flight);
    }

    private void land(Flight flight) {
        if (flight.hasLanded() && this.flights.remove(flight)) {
            flight.end();
            this.queue.release(flight.take());
            this.proceed();
        }
    }

    private void overdue(Flight flight) {
        if (this.flights.contains(flight)) {
            flight.delay();
            this.leaveUncommitted(flight.take());
            this.land(flight);
            this.proceed();
        }
    }

    private void leaveUncommitted(List<Runnable> outputs) {
        this.context.statistics().uncommitted.add(outputs.size());
        this.queue.release(outputs);
    }

    /** Another node has the state of a replica: nothing that tells of it may leave. */
    private void drop(ReplicaHandle handle, EntryHeader stored) {
        if (!handle.supersede()) {
            return;
        }
        this.context.statistics().superseded.increment();
        this.flights.forEach(flight -> this.drop(flight.take()));
        this.drop(this.takeGathered());
        if (this.handles.remove(handle)) {
            this.queue.release(List.of(() -> handle.replica().superseded(stored)));
        }
    }

    private void drop(List<Runnable> outputs) {
        this.queue.release(outputs.stream().filter(DroppableOutput.class::isInstance)
                .<Runnable>map(output -> ((DroppableOutput) output)::dropped).toList());
    }

    private List<Runnable> takeGathered() {
        List<Runnable> taken = this.gathered;
        this.gathered = new ArrayList<>();
        return taken;
    }

    private ReplicaHandle find(Replica replica) {
        for (ReplicaHandle handle : this.handles) {
            if (handle.replica() == replica) {
                return handle;
            }
        }
        return null;
    }
}
