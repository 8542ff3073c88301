/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import gov.nist.javax.sip.stack.SIPStackTimerTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.work.SessionQueue;
import org.wildfly.sip.ha.work.SessionQueues;

class SessionTimerTest {
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final SessionQueues queues = new SessionQueues(this.pool, SessionQueues.Limits.DEFAULT, Throwable::printStackTrace);
    private final Timers timers = new Timers("test-timers");
    private final SessionTimer timer = new SessionTimer(this.queues, this.timers);
    private final Queue<SessionQueue> ran = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        this.timers.close();
        this.pool.shutdownNow();
    }

    @Test
    void aTaskRunsOnTheQueueOfItsCallId() {
        SessionQueue session = this.queues.create();
        this.queues.bind("call", session);
        this.timer.schedule(new Task("call"), 1);
        await().until(() -> this.ran.size() == 1);
        assertThat(this.ran.peek()).isSameAs(session);
    }

    @Test
    void aTaskWithoutCallIdRunsOnAQueueToo() {
        this.timer.schedule(new Task(null), 1);
        await().until(() -> this.ran.size() == 1);
    }

    @Test
    void aCancelledTaskIsForgottenAtOnce() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Task task = new Task("call");
            this.timer.schedule(task, 32_000);
            tasks.add(task);
        }
        assertThat(this.timers.size()).isEqualTo(1000);
        assertThat(tasks).allMatch(this.timer::cancel);
        assertThat(this.timers.size()).isZero();
        assertThat(this.timer.cancel(tasks.get(0))).isFalse();
    }

    @Test
    void aTimerSetInAnItemStartsWhenTheItemsOutputLeaves() {
        List<Runnable> held = new ArrayList<>();
        this.inSession(held, () -> this.timer.schedule(new Task("call"), 0));
        assertThat(this.timers.size()).isZero();
        assertThat(this.ran).isEmpty();
        held.forEach(Runnable::run);
        await().until(() -> this.ran.size() == 1);
    }

    @Test
    void aTimerCancelledBeforeItsOutputLeavesNeverStarts() {
        List<Runnable> held = new ArrayList<>();
        Task task = new Task("call");
        this.inSession(held, () -> {
            this.timer.schedule(task, 0);
            this.timer.cancel(task);
        });
        held.forEach(Runnable::run);
        assertThat(this.timers.size()).isZero();
        assertThat(this.ran).isEmpty();
    }

    @Test
    void aPeriodicTaskRunsUntilItCancelsItself() {
        this.timer.scheduleWithFixedDelay(new Task("call") {
            @Override
            public void runTask() {
                super.runTask();
                if (SessionTimerTest.this.ran.size() == 3) {
                    SessionTimerTest.this.timer.cancel(this);
                }
            }
        }, 1, 1);
        await().until(() -> this.ran.size() == 3 && this.queues.waiting() == 0);
        assertThat(this.timers.size()).isZero();
    }

    private void inSession(List<Runnable> held, Runnable item) {
        this.queues.post("call", () -> {
            SessionQueue.current().setCommit((queue, outputs, required) -> held.addAll(outputs));
            item.run();
        });
        await().until(() -> this.queues.waiting() == 0 && this.queues.size() == 0);
    }

    private class Task extends SIPStackTimerTask {
        private final String callId;

        Task(String callId) {
            this.callId = callId;
        }

        @Override
        public Object getThreadHash() {
            return this.callId;
        }

        @Override
        public void runTask() {
            SessionTimerTest.this.ran.add(SessionQueue.current());
        }
    }
}
