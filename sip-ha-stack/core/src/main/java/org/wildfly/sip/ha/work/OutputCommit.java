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
    OutputCommit IMMEDIATE = (queue, outputs, conditions) -> queue.release(outputs);

    /**
     * Called on the queue's thread after each item, also after one without output.
     *
     * @param queue the queue whose item was handled
     * @param outputs what the item wants to send, and the timers that start when it leaves, in order; a list of the callee's own, to be
     *            {@linkplain SessionQueue#release(List) released}
     * @param conditions what has to complete, however, before the output leaves, beside the storing of the queue's own state
     */
    void commit(SessionQueue queue, List<Runnable> outputs, List<CompletionStage<?>> conditions);

    /**
     * Called on the thread of this commit's queue when another queue was merged into that: what the other one's commit holds goes on here.
     *
     * @param other not used by any queue any more
     * @return what decides from now on; by default the other one, because this one holds nothing
     */
    default OutputCommit absorb(OutputCommit other) {
        return other == IMMEDIATE ? this : other;
    }

    /** Whether output is held, or a write under way, of which an item of the queue will tell the end. */
    default boolean isHolding() {
        return false;
    }
}
