/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.service;

import org.infinispan.Cache;
import org.jboss.as.server.ServerEnvironment;
import org.wildfly.clustering.infinispan.service.CacheConfigurationServiceInstaller;
import org.wildfly.clustering.infinispan.service.CacheServiceInstaller;
import org.wildfly.clustering.infinispan.service.InfinispanServiceDescriptor;
import org.wildfly.clustering.server.service.BinaryServiceConfiguration;
import org.wildfly.sip.ha.infinispan.InfinispanStore;
import org.wildfly.sip.ha.infinispan.StoreCacheConfiguration;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.subsystem.service.ResourceServiceInstaller;
import org.wildfly.subsystem.service.ServiceDependency;

/**
 * The store over a cache of the server: one of its own, configured as the configuration that the model names, with what the store depends on
 * set. A class of its own because a server without clustering lacks Infinispan's classes.
 */
class CacheStore implements Store {
    private static final String CACHE = "sip-sessions";

    private final BinaryServiceConfiguration template;
    private final BinaryServiceConfiguration cache;
    private final ServiceDependency<ServerEnvironment> environment;

    /** @param template null for the container's default cache */
    CacheStore(String container, String template, ServiceDependency<ServerEnvironment> environment) {
        this.template = BinaryServiceConfiguration.of(container, template);
        this.cache = this.template.withChildName(CACHE);
        this.environment = environment;
    }

    @Override
    public ServiceDependency<SessionStore> dependency() {
        return this.cache.getServiceDependency(InfinispanServiceDescriptor.CACHE)
                .combine(this.environment, (found, server) -> new InfinispanStore(cast(found), server.getNodeName()));
    }

    @Override
    public ResourceServiceInstaller installer() {
        return ResourceServiceInstaller.combine(
                new CacheConfigurationServiceInstaller(this.cache,
                        CacheConfigurationServiceInstaller.fromTemplate(this.template).map(new StoreCacheConfiguration()::apply)),
                new CacheServiceInstaller(this.cache));
    }

    @SuppressWarnings("unchecked")
    private static Cache<String, byte[]> cast(Cache<?, ?> cache) {
        return (Cache<String, byte[]>) cache;
    }
}
