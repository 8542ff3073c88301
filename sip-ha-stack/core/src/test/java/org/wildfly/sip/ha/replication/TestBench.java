/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.wildfly.sip.ha.work.ManualExecutor;
import org.wildfly.sip.ha.work.SessionQueue;
import org.wildfly.sip.ha.work.SessionQueues;

/** A node on one thread: its pool, its clock and its store move when the test says so. */
final class TestBench {
    static final Duration COMMIT_TIMEOUT = Duration.ofMillis(500);

    final ManualExecutor pool = new ManualExecutor();
    final ManualAlarm alarm = new ManualAlarm();
    final FakeStore store = new FakeStore();
    final List<Throwable> failures = new ArrayList<>();
    final SessionQueues queues = new SessionQueues(this.pool, SessionQueues.Limits.DEFAULT, this.failures::add);
    final ReplicationContext context = new ReplicationContext(this.store, this.alarm, COMMIT_TIMEOUT);
    /** What has left the node. */
    final List<String> sent = new ArrayList<>();

    /** A new session with a queue and an entry of its own. */
    SessionQueue session(TextReplica... replicas) {
        SessionQueue queue = this.queues.create();
        this.run(queue, () -> {
            for (TextReplica replica : replicas) {
                ReplicaCommit.of(queue, this.context).add(replica, null);
            }
        });
        return queue;
    }

    /** Handles an item. */
    void run(SessionQueue queue, Runnable item) {
        queue.post(item);
        this.pool.runAll();
    }

    /** Handles an item that changes a session and sends something that tells of it. */
    void work(SessionQueue queue, TextReplica replica, String text) {
        this.run(queue, () -> {
            replica.change(text);
            SessionQueue.output(this.message(text));
        });
    }

    Runnable message(String text) {
        return () -> this.sent.add(text);
    }

    ReplicaCommit commit(SessionQueue queue) {
        return ReplicaCommit.of(queue, this.context);
    }

    /** The store answers the call that has waited longest. */
    void answer() {
        this.store.answer();
        this.pool.runAll();
    }

    /** Lets time pass; the node does what there is to do meanwhile. */
    void pass(Duration time) {
        Duration end = this.alarm.now().plus(time);
        while (this.alarm.advanceTo(end)) {
            this.pool.runAll();
        }
    }
}
