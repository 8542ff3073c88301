/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.service;

import org.jboss.as.server.ServerEnvironment;
import org.wildfly.sip.ha.store.LocalStore;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.subsystem.service.ResourceServiceInstaller;
import org.wildfly.subsystem.service.ServiceDependency;

/** Where a container keeps its sessions: in a cache of the server or, without one, in the process alone. */
interface Store {
    /** Gives the store, not started. */
    ServiceDependency<SessionStore> dependency();

    /** Installs what the store needs. */
    default ResourceServiceInstaller installer() {
        return ResourceServiceInstaller.NONE;
    }

    /**
     * Finds out which store the model means.
     *
     * @param container the cache container; null for the process alone
     * @param cache the cache configuration; null for the container's default one
     */
    static Store of(String container, String cache, ServiceDependency<ServerEnvironment> environment) {
        return (container != null)
                ? new CacheStore(container, cache, environment)
                : () -> environment.map(server -> new LocalStore(server.getNodeName()));
    }
}
