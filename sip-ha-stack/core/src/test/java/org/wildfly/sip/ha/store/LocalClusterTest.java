/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.store.tck.SharedSessionStoreTck;

class LocalClusterTest extends SharedSessionStoreTck {
    private final LocalStore.Cluster cluster = new LocalStore.Cluster();

    @Override
    protected SessionStore node(String name) {
        return this.cluster.node(name);
    }

    @Test
    void theOperationsOfADeadNodeFail() {
        LocalStore dead = this.cluster.node("dead");
        dead.start();
        dead.close();

        assertThat(dead.get("k").toCompletableFuture()).isCompletedExceptionally();
    }
}
