/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.store.tck.SessionStoreTck;

/** The contract of a store whose cluster has one member. */
class SingleMemberTest extends SessionStoreTck {
    private final TestCluster cluster = new TestCluster(1);

    @Override
    protected SessionStore node(String name) {
        return this.cluster.node(name);
    }
}
