/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a node sends, receives and refuses. */
public final class ContainerStatisticsCounters {
    /** See {@link ContainerStatistics#requestsReceived()}. */
    public final LongAdder requestsReceived = new LongAdder();
    /** See {@link ContainerStatistics#requestsSent()}. */
    public final LongAdder requestsSent = new LongAdder();
    /** See {@link ContainerStatistics#responsesReceived()}. */
    public final LongAdder responsesReceived = new LongAdder();
    /** See {@link ContainerStatistics#responsesSent()}. */
    public final LongAdder responsesSent = new LongAdder();
    /** See {@link ContainerStatistics#messagesDropped()}. */
    public final LongAdder messagesDropped = new LongAdder();
    /** See {@link ContainerStatistics#requestsRefused()}. */
    public final LongAdder requestsRefused = new LongAdder();
}
