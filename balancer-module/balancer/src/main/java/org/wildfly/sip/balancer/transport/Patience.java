/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.util.concurrent.TimeUnit;

/**
 * How long the other side of a connection has kept this one waiting: with its silence, or with the rest of what it has begun. Confined to
 * the thread of the connection's loop. Times are nanoseconds, as {@link System#nanoTime()}.
 */
final class Patience {
    /** For the rest of what has begun: of a handshake, a record, a frame, a message. */
    static final long PART_TIMEOUT = TimeUnit.SECONDS.toNanos(30);

    private final long idleTimeout;
    private long lastHeard = System.nanoTime();
    /** Zero if nothing is incomplete. */
    private long incompleteSince = this.lastHeard;
    /** The same of what cannot even be decoded yet. */
    private long partialSince;

    /**
     * @param idleTimeout how long nothing may come
     */
    Patience(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    /**
     * Messages can go and come from now on.
     *
     * @param made true if this side has made the connection; who has made it to this side is expected to say something soon
     */
    void ready(boolean made) {
        this.incompleteSince = made ? 0 : System.nanoTime();
    }

    /**
     * Something has come.
     *
     * @param complete true if nothing has come of which the rest is still to come
     * @param began    true if what is incomplete has begun just now
     */
    void heard(boolean complete, boolean began) {
        this.lastHeard = System.nanoTime();
        if (complete) {
            this.incompleteSince = 0;
        } else if (began || this.incompleteSince == 0) {
            this.incompleteSince = this.lastHeard;
        }
    }

    /**
     * Something has come, of which a part may not be decoded before its rest has come.
     *
     * @param any   true if there is such a part
     * @param began true if it has begun just now
     */
    void partial(boolean any, boolean began) {
        if (!any) {
            this.partialSince = 0;
        } else if (began || this.partialSince == 0) {
            this.partialSince = System.nanoTime();
        }
    }

    /** True if it is over. */
    boolean isOver(long now) {
        return now - this.lastHeard > this.idleTimeout || isLate(this.incompleteSince, now) || isLate(this.partialSince, now);
    }

    private static boolean isLate(long since, long now) {
        return since != 0 && now - since > PART_TIMEOUT;
    }
}
