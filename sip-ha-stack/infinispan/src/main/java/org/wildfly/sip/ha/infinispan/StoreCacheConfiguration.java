/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import org.infinispan.commons.dataconversion.MediaType;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.partitionhandling.PartitionHandling;
import org.infinispan.transaction.TransactionMode;

/**
 * What a cache of SIP sessions needs of its configuration, applied to a template: what would make calls fail is corrected, the rest (number
 * of owners, segments, memory, stores) is the operator's. Whoever asks for a local or replicated cache keeps it.
 */
public final class StoreCacheConfiguration implements UnaryOperator<ConfigurationBuilder> {
    /** How long a write waits for the other owner, in milliseconds: more than it takes to notice a death, less than SIP's patience. */
    public static final long REMOTE_TIMEOUT = 2_000;

    private static final int OWNERS = 2;
    private static final long WAKE_UP_INTERVAL = 10_000;

    /** The built-in configuration: distributed, synchronous, two owners. */
    public static ConfigurationBuilder distributed() {
        ConfigurationBuilder builder = new ConfigurationBuilder();
        builder.clustering().cacheMode(CacheMode.DIST_SYNC).hash().numOwners(OWNERS);
        return new StoreCacheConfiguration().apply(builder);
    }

    @Override
    public ConfigurationBuilder apply(ConfigurationBuilder builder) {
        builder.encoding().mediaType(MediaType.APPLICATION_OBJECT_TYPE);
        builder.invocationBatching().disable();
        builder.transaction().transactionMode(TransactionMode.NON_TRANSACTIONAL);
        builder.expiration().wakeUpInterval(WAKE_UP_INTERVAL, TimeUnit.MILLISECONDS);
        if (builder.clustering().cacheMode().isClustered()) {
            builder.clustering().cacheMode(builder.clustering().cacheMode().toSync());
            builder.clustering().remoteTimeout(REMOTE_TIMEOUT, TimeUnit.MILLISECONDS);
            builder.clustering().stateTransfer().awaitInitialTransfer(false);
            builder.clustering().partitionHandling().whenSplit(PartitionHandling.ALLOW_READ_WRITES).mergePolicy(new StoreMergePolicy());
            builder.locking().lockAcquisitionTimeout(REMOTE_TIMEOUT, TimeUnit.MILLISECONDS);
        }
        return builder;
    }
}
