/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * What becomes of messages that a connection cannot send: they are counted, and requests are answered.
 */
final class Undelivered {
    private final StreamThreads threads;
    private final Statistics statistics;

    Undelivered(StreamThreads threads, Statistics statistics) {
        this.threads = threads;
        this.statistics = statistics;
    }

    /** On any thread. */
    void count(Counter counter) {
        this.statistics.count(counter);
    }

    /** Answers a request that was to go over a connection. On the connection's loop. */
    void accept(Connection connection, Outgoing message) {
        this.threads.context().processor().undeliverable(connection.point(), connection.remote(), message.bytes(), message.elsewhere());
    }
}
