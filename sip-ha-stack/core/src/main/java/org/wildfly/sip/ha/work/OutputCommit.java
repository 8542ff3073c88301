/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.work;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Decides when the output of a handled item may leave the node. What an item sends tells the outside world of new state; the commit lets it go
 * when that state is stored.
 */
@FunctionalInterface
public interface OutputCommit {
    /** Lets everything leave at once, in order. */
    OutputCommit IMMEDIATE = (queue, outputs, conditions) -> outputs.forEach(Runnable::run);

    /**
     * Called on the queue's thread after each item, also after one without output.
     *
     * @param queue the queue whose item was handled
     * @param outputs what the item wants to send, and the timers that start when it leaves, in order; a list of the callee's own
     * @param conditions what has to complete, however, before the output leaves, beside the storing of the queue's own state
     */
    void commit(SessionQueue queue, List<Runnable> outputs, List<CompletionStage<?>> conditions);
}
