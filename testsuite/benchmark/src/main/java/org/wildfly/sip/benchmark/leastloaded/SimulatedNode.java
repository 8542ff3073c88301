/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.benchmark.leastloaded;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A node: works off one transaction after the other.
 */
final class SimulatedNode {
    /** As many as a server's queue may hold before it refuses. */
    private static final int MAX_WAITING = 2000;

    /**
     * Work to do.
     *
     * @param work seconds on a node of speed 1
     * @param done what happens when it is done
     */
    record Job(SimulatedNode node, double work, Runnable done) {
    }

    private final double speed;
    private final Queue<Job> waiting = new ArrayDeque<>();
    private boolean busy;

    SimulatedNode(double speed) {
        this.speed = speed;
    }

    /** Takes a job. True if it is to be begun now, false if it has to wait. */
    boolean offer(Job job) {
        if (this.busy) {
            this.waiting.add(job);
            return false;
        }
        this.busy = true;
        return true;
    }

    boolean isFull() {
        return this.waiting.size() >= MAX_WAITING;
    }

    /** Seconds that a job takes here. */
    double time(Job job) {
        return job.work() / this.speed;
    }

    /** A job is done. Returns the next one, or null if there is none. */
    Job next() {
        Job next = this.waiting.poll();
        this.busy = next != null;
        return next;
    }
}
