/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container;

import java.util.concurrent.CompletionStage;

/**
 * Takes a node, or one application, out of service without losing a call: balancers are told first; new dialogs are refused with 503 and
 * Retry-After when they have acknowledged or one second has passed; established ones are served to their end.
 */
public interface Drain {
    /** Where a node or an application stands. */
    enum State {
        /** Takes everything. */
        RUNNING,
        /** Serves what is established, refuses what is new. */
        DRAINING,
        /** Serves nothing. */
        STOPPED
    }

    /** Where it stands now. */
    State state();

    /** The number of SIP application sessions and HTTP sessions whose end the drain waits for, or would wait for. */
    int remaining();

    /**
     * Begins to drain, if it does not do so already, and returns at once.
     *
     * @param timeToWait milliseconds until the drain ends though something is left; 0 ends it at once, a negative number never
     * @return completes with true when nothing is left, with false when the time is up, and is cancelled by {@link #cancel()} before
     */
    CompletionStage<Boolean> start(long timeToWait);

    /**
     * Takes a drain back, whether it has completed or not: new dialogs are taken again.
     *
     * @return false if there is no drain to take back
     */
    boolean cancel();
}
