/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.statistics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What of HTTP has gone to and come from one node. For any thread.
 */
public final class HttpTraffic {
    private static final int CLASSES = 5;
    private static final int REQUESTS = 0;
    private static final int FAILURES = CLASSES + 1;

    private final AtomicLongArray counts = new AtomicLongArray(FAILURES + 1);

    /** A request is sent to the node, for the first time or again. */
    public void request() {
        this.counts.incrementAndGet(REQUESTS);
    }

    /** The node has answered. */
    public void response(int status) {
        this.counts.incrementAndGet(Math.min(CLASSES, Math.max(1, status / 100)));
    }

    /** The node has not taken a connection, has broken off, or has not answered in time. */
    public void failure() {
        this.counts.incrementAndGet(FAILURES);
    }

    /** How many requests have been sent. */
    public long requests() {
        return this.counts.get(REQUESTS);
    }

    /**
     * How many responses have come.
     *
     * @param responseClass 1 to 5, the first digit of the status
     */
    public long responses(int responseClass) {
        return this.counts.get(responseClass);
    }

    /** How often the node has failed. */
    public long failures() {
        return this.counts.get(FAILURES);
    }
}
