/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.standalone;

import java.util.Properties;

import org.wildfly.sip.ha.store.LocalStore;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.store.SessionStoreProvider;

/** Stores of one cluster within the process, for stacks that are made by name. */
public final class SharedStores implements SessionStoreProvider {
    static final LocalStore.Cluster CLUSTER = new LocalStore.Cluster();

    @Override
    public SessionStore create(String nodeName, Properties properties) {
        return CLUSTER.node(nodeName);
    }
}
