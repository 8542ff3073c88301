/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.configuration.parsing.ConfigurationBuilderHolder;
import org.infinispan.configuration.parsing.ParserRegistry;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;

/**
 * Makes an {@link EmbeddedStore}. Without further settings: a distributed cache with two owners, nodes that find each other by multicast
 * ({@link #JGROUPS_MULTICAST}), on the address that the system property {@code jgroups.bind.address} names, 127.0.0.1 by default.
 */
public final class EmbeddedStoreBuilder {
    /** The name of the cache, also looked for in a configuration file. */
    public static final String DEFAULT_CACHE_NAME = "sip";
    /** A JGroups stack over TCP whose nodes find each other by multicast (system properties jgroups.mcast_addr, jgroups.mcast_port). */
    public static final String JGROUPS_MULTICAST = "org/wildfly/sip/ha/infinispan/jgroups-sip-tcp.xml";
    /** The same stack for nodes whose addresses are known: {@code jgroups.tcpping.initial_hosts=10.0.0.1[7800],10.0.0.2[7800]}. */
    public static final String JGROUPS_STATIC = "org/wildfly/sip/ha/infinispan/jgroups-sip-tcpping.xml";

    private final String nodeName;
    private String clusterName = "sip";
    private String cacheName = DEFAULT_CACHE_NAME;
    private String jgroups = JGROUPS_MULTICAST;
    private Path configuration;
    private boolean clustered = true;

    EmbeddedStoreBuilder(String nodeName) {
        this.nodeName = Objects.requireNonNull(nodeName);
    }

    /** Sets the name that the nodes of a cluster have in common; {@code sip} by default. */
    public EmbeddedStoreBuilder clusterName(String name) {
        this.clusterName = Objects.requireNonNull(name);
        return this;
    }

    /** Sets the name of the cache; {@value #DEFAULT_CACHE_NAME} by default. */
    public EmbeddedStoreBuilder cacheName(String name) {
        this.cacheName = Objects.requireNonNull(name);
        return this;
    }

    /** Sets the file or resource with the JGroups stack; {@link #JGROUPS_MULTICAST} by default. Of no effect with a configuration file. */
    public EmbeddedStoreBuilder jgroups(String file) {
        this.jgroups = Objects.requireNonNull(file);
        return this;
    }

    /**
     * Takes the cache manager's configuration, its JGroups stack included, from an Infinispan XML file. The file's cache of the configured
     * name is used if there is one, with what {@link StoreCacheConfiguration} corrects.
     */
    public EmbeddedStoreBuilder configuration(Path file) {
        this.configuration = Objects.requireNonNull(file);
        return this;
    }

    /** Makes the store one of this node only. */
    public EmbeddedStoreBuilder local() {
        this.clustered = false;
        return this;
    }

    /**
     * Makes the store; nothing is started and no address bound yet.
     *
     * @throws IOException if the configuration file cannot be read
     */
    public EmbeddedStore build() throws IOException {
        ConfigurationBuilderHolder holder = this.configuration == null
                ? new ConfigurationBuilderHolder(EmbeddedStore.class.getClassLoader())
                : new ParserRegistry(EmbeddedStore.class.getClassLoader()).parse(this.configuration);
        GlobalConfigurationBuilder global = holder.getGlobalConfigurationBuilder();
        if (this.configuration == null) {
            this.configure(global);
        }
        global.transport().nodeName(this.nodeName);
        global.shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER);
        ConfigurationBuilder cache = holder.getNamedConfigurationBuilders().get(this.cacheName);
        if (cache != null) {
            new StoreCacheConfiguration().apply(cache);
        } else {
            holder.newConfigurationBuilder(this.cacheName).read(this.defaultCache().build());
        }
        return new EmbeddedStore(new DefaultCacheManager(holder, false), this.cacheName, this.nodeName);
    }

    private void configure(GlobalConfigurationBuilder global) {
        global.jmx().enabled(false);
        global.metrics().gauges(false).histograms(false);
        if (this.clustered) {
            global.transport().defaultTransport().clusterName(this.clusterName)
                    .addProperty(JGroupsTransport.CONFIGURATION_FILE, this.jgroups);
        } else {
            global.nonClusteredDefault();
        }
    }

    private ConfigurationBuilder defaultCache() {
        if (this.clustered) {
            return StoreCacheConfiguration.distributed();
        }
        ConfigurationBuilder builder = new ConfigurationBuilder();
        builder.clustering().cacheMode(CacheMode.LOCAL);
        return new StoreCacheConfiguration().apply(builder);
    }
}
