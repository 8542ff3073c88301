/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.wildfly.sip.ha.store.SessionStore;

/**
 * What all replicas of a node share.
 *
 * @param store where they are kept
 * @param alarm runs an action after a time
 * @param commitTimeout how long output may wait for its state to be stored
 * @param statistics counts
 * @param writeIds gives each write its id; the first one is drawn at random so that a restarted node repeats none
 */
public record ReplicationContext(SessionStore store, Alarm alarm, Duration commitTimeout, ReplicationStatistics statistics,
        LongSupplier writeIds) {

    /** Runs an action after a time, on a thread that must not be kept: the action only posts to a queue. */
    @FunctionalInterface
    public interface Alarm {
        /** @return cancels the action if it has not run yet */
        Runnable after(Duration delay, Runnable action);
    }

    /** Makes a context with its own numbering of writes. */
    public ReplicationContext(SessionStore store, Alarm alarm, Duration commitTimeout) {
        this(store, alarm, commitTimeout, new ReplicationStatistics(),
                new AtomicLong(new java.security.SecureRandom().nextLong())::getAndIncrement);
    }
}
