/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.service;

import org.infinispan.Cache;
import org.wildfly.clustering.infinispan.service.InfinispanServiceDescriptor;
import org.wildfly.clustering.server.service.BinaryServiceConfiguration;
import org.wildfly.sip.ha.infinispan.InfinispanStore;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.subsystem.service.ServiceDependency;

/** The store over a cache of the server. A class of its own because a server without clustering lacks Infinispan's classes. */
class CacheStore {

    private CacheStore() {
    }

    static ServiceDependency<SessionStore> configure(String container, String cache) {
        return BinaryServiceConfiguration.of(container, cache)
                .getServiceDependency(InfinispanServiceDescriptor.CACHE)
                .map(found -> new InfinispanStore(cast(found)));
    }

    @SuppressWarnings("unchecked")
    private static <K, V> Cache<K, V> cast(Cache<?, ?> cache) {
        return (Cache<K, V>) cache;
    }
}
