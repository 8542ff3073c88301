/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.io.IOException;
import java.util.regex.Pattern;

import org.wildfly.sip.balancer.config.AlgorithmConfiguration;
import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Affinity;
import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Key;
import org.wildfly.sip.balancer.message.MessageKey;
import org.wildfly.sip.balancer.placement.InfinispanPlacements;
import org.wildfly.sip.balancer.placement.PlacementStore;

/**
 * Makes the algorithm that is configured.
 */
public final class Algorithms {

    private Algorithms() {
    }

    /**
     * Makes it.
     *
     * @throws IOException if that is not possible; its message says why
     */
    public static BalancerAlgorithm create(AlgorithmContext context) throws IOException {
        AlgorithmConfiguration configuration = context.configuration();
        Affinity affinity = configuration.calls();
        Successions successions = new Successions();
        CallMemory calls = new CallMemory(affinity, context.clock());
        Placement spread = new Spread(calls, affinity.groupFailover() ? successions : null);
        return switch (configuration.kind()) {
            case CALL_ID_AFFINITY -> new AffinityAlgorithm(calls, spread, successions);
            case CLUSTER_SUBDOMAIN_AFFINITY -> new AffinityAlgorithm(calls,
                    new Subclusters(configuration.subclusters(), affinity.groupFailover(), spread), successions);
            case USER_AFFINITY -> new AffinityAlgorithm(calls,
                    new Users(configuration.users(), key(configuration.key()), context.hashes(), context.clock()), successions);
            case ACTIVE_STANDBY -> new AffinityAlgorithm(calls, new OneActive(), successions);
            case LEAST_LOADED -> new AffinityAlgorithm(calls,
                    new LeastWork(new WorkLedger(affinity.maxEntries(), context.clock()), spread), successions);
            case HEADER_CONSISTENT_HASH -> new ConsistentHashAlgorithm(key(configuration.key()), context.hashes(), calls);
            case PERSISTENT_CONSISTENT_HASH -> new PersistentConsistentHashAlgorithm(key(configuration.key()), context.hashes(),
                    placements(context));
            case CUSTOM -> CustomAlgorithm.create(context);
        };
    }

    private static PlacementStore placements(AlgorithmContext context) throws IOException {
        AlgorithmConfiguration configuration = context.configuration();
        Affinity affinity = configuration.calls();
        try {
            return InfinispanPlacements.start(configuration.cacheFile(), context.host(), affinity.maxEntries(), affinity.maxIdle());
        } catch (LinkageError e) {
            throw new IOException("algorithmClass=" + configuration.className() + " needs Infinispan, which is not on the class path: " + e,
                    e);
        }
    }

    private static MessageKey key(Key key) {
        Pattern exclusion = key.exclusion() == null ? null : Pattern.compile(key.exclusion());
        return new MessageKey(key.name(), exclusion, new MessageKey(key.fallback(), null, null));
    }
}
