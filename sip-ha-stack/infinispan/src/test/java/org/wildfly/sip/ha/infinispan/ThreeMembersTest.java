/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.store.tck.SharedSessionStoreTck;

/** The contract of a store of three members. */
class ThreeMembersTest extends SharedSessionStoreTck {
    private final TestCluster cluster = new TestCluster(3);

    @Override
    protected SessionStore node(String name) {
        return this.cluster.node(name);
    }

    @Override
    protected void awaitBalance(List<SessionStore> stores) {
        await().atMost(Duration.ofSeconds(20)).until(() -> stores.stream().allMatch(TestCluster::isBalanced));
    }
}
