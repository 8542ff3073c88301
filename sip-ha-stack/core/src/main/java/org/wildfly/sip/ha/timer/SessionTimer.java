/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.timer;

import java.util.Properties;
import java.util.concurrent.RejectedExecutionException;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import org.wildfly.sip.ha.work.DroppableOutput;
import org.wildfly.sip.ha.work.SessionQueue;
import org.wildfly.sip.ha.work.SessionQueues;

/**
 * Runs the timers of jain-sip's transactions and dialogs on the queues of their Call-IDs. A timer that is set while a message is being handled
 * starts when that message's output leaves the node.
 */
public final class SessionTimer implements SipTimer {
    private final SessionQueues queues;
    private final SessionQueue others;
    private final Timers timers;
    private volatile boolean stopped;

    /**
     * @param queues where the tasks run
     * @param timers the clock; stays its creator's
     */
    public SessionTimer(SessionQueues queues, Timers timers) {
        this.queues = queues;
        this.others = queues.create();
        this.timers = timers;
    }

    @Override
    public boolean schedule(SIPStackTimerTask task, long delay) {
        return this.scheduleWithFixedDelay(task, delay, 0);
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delay, long period) {
        if (this.stopped) {
            return false;
        }
        ScheduledTask scheduled = new ScheduledTask(this, task, period);
        task.setSipTimerTask(scheduled);
        this.queues.output(scheduled.callId(), new Start(scheduled, delay));
        return true;
    }

    @Override
    public boolean cancel(SIPStackTimerTask task) {
        if (task.getSipTimerTask() instanceof ScheduledTask scheduled) {
            task.cleanUpBeforeCancel();
            task.setSipTimerTask(null);
            return scheduled.cancel();
        }
        return false;
    }

    @Override
    public void start(SipStackImpl stack, Properties properties) {
        this.stopped = false;
    }

    @Override
    public boolean isStarted() {
        return !this.stopped;
    }

    @Override
    public void stop() {
        this.stopped = true;
    }

    Timers timers() {
        return this.timers;
    }

    void post(String callId, Runnable work) {
        if (this.stopped) {
            return;
        }
        try {
            if (callId == null) {
                this.others.post(work);
            } else {
                this.queues.post(callId, work);
            }
        } catch (RejectedExecutionException ended) {
            this.stopped = true;
        }
    }

    /** Starts a timer when what it watches over has left; also if that never leaves, so that its transaction ends in due time. */
    private record Start(ScheduledTask task, long delay) implements DroppableOutput {
        @Override
        public void run() {
            this.task.arm(this.delay);
        }

        @Override
        public void dropped() {
            this.run();
        }
    }
}
