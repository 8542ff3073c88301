/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to replicated state on a node. */
public final class ReplicationStatistics {
    /** Writes that the store confirmed. */
    public final LongAdder writes = new LongAdder();
    /** Writes that had to be looked up or repeated because the store failed to answer. */
    public final LongAdder failures = new LongAdder();
    /** Copies dropped because another node had taken over. */
    public final LongAdder superseded = new LongAdder();
    /** Outputs that left though their state was not confirmed within the commit timeout. */
    public final LongAdder uncommitted = new LongAdder();
    /** Entries of other nodes taken over. */
    public final LongAdder takeovers = new LongAdder();
}
