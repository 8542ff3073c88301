/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.io.IOException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.wildfly.sip.balancer.config.AlgorithmConfiguration;
import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Affinity;
import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Key;
import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Kind;
import org.wildfly.sip.balancer.message.MessageKey;
import org.wildfly.sip.balancer.message.SipHash;
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
        return Generation.first(context).algorithm();
    }

    /**
     * Makes one of this software, other than {@link Kind#PERSISTENT_CONSISTENT_HASH}.
     *
     * @param memory what is known already
     * @param later  true if there was another algorithm before
     */
    static BalancerAlgorithm of(AlgorithmContext context, Memory memory, boolean later) {
        AlgorithmConfiguration configuration = context.configuration();
        Affinity affinity = configuration.calls();
        Placement spread = new Spread(memory.calls(), affinity.groupFailover() ? memory.successions() : null);
        Placement placement = switch (configuration.kind()) {
            case CALL_ID_AFFINITY -> spread;
            case CLUSTER_SUBDOMAIN_AFFINITY -> new Subclusters(configuration.subclusters(), affinity.groupFailover(), spread);
            case USER_AFFINITY ->
                new Users(memory.users(), key(configuration.key()), context.hashes(), configuration.users().groupFailover());
            case ACTIVE_STANDBY -> memory.active();
            case LEAST_LOADED -> new LeastWork(memory.ledger(), spread);
            default -> null;
        };
        return placement == null
                ? new ConsistentHashAlgorithm(key(configuration.key()), context.hashes(), memory.calls(), memory.successions(), later)
                : new AffinityAlgorithm(memory.calls(), placement, memory.successions());
    }

    /** Makes one that keeps placements. */
    static BalancerAlgorithm of(AlgorithmContext context, Memory memory, PlacementStore store) {
        Supplier<SipHash> hashes = context.hashes();
        return new PersistentConsistentHashAlgorithm(key(context.configuration().key()), hashes, store, memory.successions());
    }

    private static MessageKey key(Key key) {
        Pattern exclusion = key.exclusion() == null ? null : Pattern.compile(key.exclusion());
        return new MessageKey(key.name(), exclusion, new MessageKey(key.fallback(), null, null));
    }
}
