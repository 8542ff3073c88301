/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.store.SessionStoreProvider;

/**
 * Makes the {@link EmbeddedStore} of a stack that is used alone. Properties: {@value #CONFIGURATION}, an Infinispan XML file;
 * {@value #CACHE_NAME}; {@value #CLUSTER_NAME}; {@value #JGROUPS}, a JGroups stack.
 */
public final class EmbeddedStoreProvider implements SessionStoreProvider {
    /** An Infinispan XML file; without it the built-in configuration is used. */
    public static final String CONFIGURATION = "org.mobicents.ha.javax.sip.INFINISPAN_CACHE_CONFIG_PATH";
    /** The name of the cache. */
    public static final String CACHE_NAME = "org.wildfly.sip.ha.CACHE_NAME";
    /** The name that the nodes of a cluster have in common. */
    public static final String CLUSTER_NAME = "org.wildfly.sip.ha.CLUSTER_NAME";
    /** A file or resource with a JGroups stack. */
    public static final String JGROUPS = "org.wildfly.sip.ha.JGROUPS";

    @Override
    public SessionStore create(String nodeName, Properties properties) {
        EmbeddedStoreBuilder builder = EmbeddedStore.builder(nodeName);
        builder.cacheName(properties.getProperty(CACHE_NAME, EmbeddedStoreBuilder.DEFAULT_CACHE_NAME));
        builder.clusterName(properties.getProperty(CLUSTER_NAME, "sip"));
        builder.jgroups(properties.getProperty(JGROUPS, EmbeddedStoreBuilder.JGROUPS_MULTICAST));
        String file = properties.getProperty(CONFIGURATION);
        if (file != null) {
            Path path = Path.of(file);
            if (!Files.isReadable(path)) {
                throw new IllegalArgumentException(CONFIGURATION + '=' + file);
            }
            builder.configuration(path);
        }
        try {
            return builder.build();
        } catch (IOException failure) {
            throw new IllegalArgumentException(CONFIGURATION + '=' + file, failure);
        }
    }
}
