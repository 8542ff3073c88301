/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import java.util.ArrayList;
import java.util.List;

/** Writes and conditions under way, and the output that waits for them. Used on the queue of its commit only. */
final class Flight {
    private ReplicaCommit commit;
    private List<Runnable> outputs;
    private int writes;
    private int conditions;
    private boolean overdue;
    private Runnable alarm = () -> {
    };

    Flight(ReplicaCommit commit, List<Runnable> outputs, int writes, int conditions) {
        this.commit = commit;
        this.outputs = outputs;
        this.writes = writes;
        this.conditions = conditions;
    }

    /** To whom it lands: not always from where it departed, because queues are merged. */
    ReplicaCommit commit() {
        return this.commit;
    }

    void divert(ReplicaCommit other) {
        this.commit = other;
    }

    void alarm(Runnable cancel) {
        this.alarm = cancel;
    }

    void written() {
        this.writes--;
    }

    void conditionEnded() {
        this.conditions = Math.max(0, this.conditions - 1);
    }

    /** The commit timeout is over: nobody waits for the output's conditions any more, the writes go on. */
    void delay() {
        this.overdue = true;
        this.conditions = 0;
    }

    boolean isOverdue() {
        return this.overdue;
    }

    boolean hasLanded() {
        return this.writes == 0 && this.conditions == 0;
    }

    void end() {
        this.alarm.run();
    }

    List<Runnable> take() {
        List<Runnable> taken = this.outputs;
        this.outputs = new ArrayList<>(0);
        return taken;
    }
}
