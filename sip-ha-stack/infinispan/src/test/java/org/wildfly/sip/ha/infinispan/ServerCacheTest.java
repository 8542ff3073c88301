/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.infinispan.transaction.TransactionMode;
import org.junit.jupiter.api.AfterEach;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.store.tck.SharedSessionStoreTck;

/** The contract of a store over a cache of a server, which has its own marshaller and whose configuration was made for HTTP sessions. */
class ServerCacheTest extends SharedSessionStoreTck {
    private static final String CACHE = "sip";

    private final TestCluster cluster = new TestCluster(3);
    private final Queue<DefaultCacheManager> managers = new ConcurrentLinkedQueue<>();

    @Override
    protected SessionStore node(String name) {
        System.setProperty("jgroups.bind.port", Integer.toString(this.cluster.port(0)));
        GlobalConfigurationBuilder global = GlobalConfigurationBuilder.defaultClusteredBuilder();
        global.transport().nodeName(name).clusterName(this.cluster.name())
                .addProperty(JGroupsTransport.CONFIGURATION_FILE, EmbeddedStoreBuilder.JGROUPS_STATIC);
        global.serialization().marshaller(new RefusingMarshaller());
        global.jmx().enabled(false);
        global.metrics().gauges(false).histograms(false);
        global.shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER);
        DefaultCacheManager manager = new DefaultCacheManager(global.build());
        this.managers.add(manager);
        ConfigurationBuilder template = new ConfigurationBuilder();
        template.clustering().cacheMode(CacheMode.DIST_SYNC);
        template.transaction().transactionMode(TransactionMode.TRANSACTIONAL);
        template.invocationBatching().enable();
        return new InfinispanStore(manager.createCache(CACHE, new StoreCacheConfiguration().apply(template).build()), "not used");
    }

    @Override
    protected void end(SessionStore store) {
        store.close();
        this.managers.stream().filter(manager -> manager.getAddress().toString().equals(store.localNode()))
                .forEach(DefaultCacheManager::stop);
    }

    @AfterEach
    void stopServers() {
        this.managers.forEach(DefaultCacheManager::stop);
    }
}
