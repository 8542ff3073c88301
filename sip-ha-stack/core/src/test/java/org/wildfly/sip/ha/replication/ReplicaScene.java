/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.wildfly.sip.ha.work.SessionQueue;

/** A node with a replica, whose store and clock are in the hands of the test. */
abstract class ReplicaScene {
    static final Duration LONG = Duration.ofSeconds(60);

    final TestBench node = new TestBench();
    final FakeStore store = this.node.store;
    final TextReplica replica = new TextReplica("session");
    SessionQueue queue;

    @BeforeEach
    void begin() {
        this.queue = this.node.session(this.replica);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(this.node.queues.waiting()).isZero();
        assertThat(this.queue.getCommit().isHolding() && this.store.held() == 0).as("waits for nothing").isFalse();
    }
}
