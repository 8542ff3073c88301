/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.drain;

import java.util.concurrent.atomic.AtomicInteger;

import org.wildfly.sip.ha.work.DroppableOutput;
import org.wildfly.sip.ha.work.SessionQueue;

/**
 * Counts the sessions that have ended while their last output, the answer to a BYE say, still waits for the store: a node that stopped now would
 * take the answer with it. Safe for use by many threads.
 */
public final class LastOutputs {
    private final AtomicInteger waiting = new AtomicInteger();

    /** How many there are. */
    public int count() {
        return this.waiting.get();
    }

    /**
     * Counts a session until the output of the item that is being handled has left, or will never leave.
     *
     * @param then does not block; run at once on a thread that handles no item
     */
    public void await(Runnable then) {
        this.waiting.incrementAndGet();
        SessionQueue.output(new DroppableOutput() {
            @Override
            public void run() {
                LastOutputs.this.waiting.decrementAndGet();
                then.run();
            }

            @Override
            public void dropped() {
                this.run();
            }
        });
    }
}
