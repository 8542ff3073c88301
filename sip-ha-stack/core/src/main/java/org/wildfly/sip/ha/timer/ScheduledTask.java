/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.timer;

import gov.nist.javax.sip.stack.SIPStackTimerTask;

/** A task of the stack with the state of its timer. */
final class ScheduledTask implements Cancellable, Runnable {
    private final SessionTimer timer;
    private final SIPStackTimerTask task;
    private final String callId;
    private final long period;
    private Cancellable pending;
    private boolean done;

    /** @param period the milliseconds between two runs; 0 for one run only */
    ScheduledTask(SessionTimer timer, SIPStackTimerTask task, long period) {
        this.timer = timer;
        this.task = task;
        this.period = period;
        Object hash = task.getThreadHash();
        this.callId = hash == null ? null : hash.toString();
    }

    /** Null if the task belongs to no call. */
    String callId() {
        return this.callId;
    }

    synchronized void arm(long delay) {
        if (!this.done) {
            this.pending = this.timer.timers().schedule(delay, () -> this.timer.post(this.callId, this));
        }
    }

    @Override
    public synchronized boolean cancel() {
        boolean first = !this.done;
        this.done = true;
        if (this.pending != null) {
            this.pending.cancel();
            this.pending = null;
        }
        return first;
    }

    @Override
    public void run() {
        if (this.begin()) {
            try {
                this.task.runTask();
            } finally {
                this.rearm();
            }
        }
    }

    private synchronized boolean begin() {
        boolean runs = !this.done;
        this.pending = null;
        this.done |= this.period == 0;
        return runs;
    }

    private void rearm() {
        if (this.period > 0) {
            this.arm(this.period);
        }
    }
}
