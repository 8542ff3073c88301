/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.service;

import org.jboss.as.server.ServerEnvironment;
import org.wildfly.sip.ha.store.LocalStore;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.subsystem.service.ServiceDependency;

/** Where a container keeps its sessions: in a cache of the server, or, without one, in the process alone. */
class Stores {

    private Stores() {
    }

    /**
     * Describes the store.
     *
     * @param container the cache container; null for the process alone
     * @param cache null for the container's default cache
     */
    static ServiceDependency<SessionStore> configure(String container, String cache, ServiceDependency<ServerEnvironment> environment) {
        return (container != null) ? CacheStore.configure(container, cache) : environment.map(server -> new LocalStore(server.getNodeName()));
    }
}
