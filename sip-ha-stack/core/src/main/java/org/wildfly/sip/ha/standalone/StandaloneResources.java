/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.standalone;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.wildfly.sip.ha.dialog.DialogRecovery;
import org.wildfly.sip.ha.logging.StackLog;
import org.wildfly.sip.ha.stack.NodeStack;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.timer.Timers;
import org.wildfly.sip.ha.transport.InboundHandler;
import org.wildfly.sip.ha.work.SessionQueues;

/** What a stack that is used alone owns: its threads, clock, queues and store. */
final class StandaloneResources implements NodeStack.Configuration, AutoCloseable {
    private final ExecutorService pool;
    private final Timers timers;
    private final SessionQueues queues;
    private final SessionStore store;
    private volatile DialogRecovery recovery;

    StandaloneResources(StandaloneSettings settings, SessionStore store) {
        String name = settings.stackName();
        AtomicInteger number = new AtomicInteger();
        this.pool = Executors.newFixedThreadPool(settings.threads(), task -> {
            Thread thread = new Thread(task, "SIP " + name + ' ' + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.timers = new Timers("SIP " + name + " timers");
        this.queues = new SessionQueues(this.pool, SessionQueues.Limits.DEFAULT, failure -> StackLog.LOGGER.workFailure(name, failure));
        this.store = store;
    }

    @Override
    public SessionQueues queues() {
        return this.queues;
    }

    @Override
    public Timers timers() {
        return this.timers;
    }

    SessionStore store() {
        return this.store;
    }

    /** Says who sees messages first; nobody does before. */
    void recovery(DialogRecovery value) {
        this.recovery = value;
    }

    @Override
    public InboundHandler inboundHandler() {
        return (message, queue, proceed) -> this.recovery.handle(message, queue, proceed);
    }

    @Override
    public void close() {
        this.store.close();
        this.timers.close();
        this.pool.shutdown();
    }
}
