/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import io.netty.buffer.ByteBuf;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * What a decoder of one connection keeps, since the record or frame that it is a part of is not complete: no more of it than a budget of
 * all connections, and not for long. On the connection's loop.
 */
final class PartialInput {
    private final Connection connection;
    private final ByteBudget budget;
    private final Statistics statistics;
    private int taken;
    private boolean advanced;

    /**
     * @param budget of all connections
     */
    PartialInput(Connection connection, ByteBudget budget, Statistics statistics) {
        this.connection = connection;
        this.budget = budget;
        this.statistics = statistics;
    }

    /** Something was complete. */
    void advanced() {
        this.advanced = true;
    }

    /**
     * What has come is decoded but for this.
     *
     * @return false, and counted, if all connections together keep too much
     */
    boolean rest(ByteBuf rest) {
        boolean any = rest.isReadable();
        this.connection.partial(any, this.advanced);
        this.advanced = false;
        return keep(any ? rest.capacity() : 0);
    }

    /** Nothing is kept any more. */
    void clear() {
        keep(0);
    }

    private boolean keep(int bytes) {
        if (bytes == this.taken) {
            return true;
        }
        if (!this.budget.take(bytes - this.taken)) {
            this.statistics.count(Counter.CONGESTED);
            return false;
        }
        this.taken = bytes;
        return true;
    }
}
