/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.util.function.LongSupplier;

import org.wildfly.sip.balancer.config.AlgorithmConfiguration;
import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Kind;

/**
 * What the algorithms of this software remember. It goes on when their properties change, and what several of them need goes from one to
 * another, so that calls keep their nodes. Immutable; what it refers to is not.
 *
 * @param calls       which node has which call
 * @param successions who has what dead nodes had
 * @param users       which node has which user; null unless {@link Kind#USER_AFFINITY}
 * @param active      the node that has all; null unless {@link Kind#ACTIVE_STANDBY}
 * @param ledger      the work that nodes have left; null unless {@link Kind#LEAST_LOADED}
 */
record Memory(CallMemory calls, Successions successions, KeyMemory users, OneActive active, WorkLedger ledger) {

    /** Nothing yet. */
    static Memory blank(AlgorithmConfiguration configuration, LongSupplier clock) {
        return new Memory(null, new Successions(), null, null, null).with(configuration, clock);
    }

    /** What goes on with other properties, or with another algorithm: what that needs. */
    Memory with(AlgorithmConfiguration next, LongSupplier clock) {
        CallMemory nextCalls = this.calls == null ? new CallMemory(next.calls(), clock) : this.calls.with(next.calls());
        return new Memory(nextCalls, this.successions, next.kind() == Kind.USER_AFFINITY ? users(next, clock) : null,
                next.kind() == Kind.ACTIVE_STANDBY ? theActive() : null, next.kind() == Kind.LEAST_LOADED ? ledger(next, clock) : null);
    }

    private KeyMemory users(AlgorithmConfiguration next, LongSupplier clock) {
        return this.users == null ? new KeyMemory(next.users(), clock) : this.users.with(next.users());
    }

    private OneActive theActive() {
        return this.active == null ? new OneActive() : this.active;
    }

    private WorkLedger ledger(AlgorithmConfiguration next, LongSupplier clock) {
        int transactions = next.calls().maxEntries();
        return this.ledger != null && this.ledger.maxTransactions() == transactions ? this.ledger : new WorkLedger(transactions, clock);
    }
}
