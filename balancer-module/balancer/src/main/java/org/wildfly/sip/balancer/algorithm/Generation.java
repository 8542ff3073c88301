/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.io.IOException;
import java.util.Objects;

import org.wildfly.sip.balancer.config.AlgorithmConfiguration;
import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Affinity;
import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Kind;
import org.wildfly.sip.balancer.placement.InfinispanPlacements;
import org.wildfly.sip.balancer.placement.PlacementStore;

/**
 * An algorithm with all that it is made of, from one change of the configuration to the next. Immutable; what it refers to is not.
 *
 * @param context   what the algorithm was given
 * @param algorithm in effect
 * @param memory    what the algorithms of this software remember
 * @param store     the placements of {@link Kind#PERSISTENT_CONSISTENT_HASH}; null for others
 * @param type      the class of {@link Kind#CUSTOM}; null for others
 */
record Generation(AlgorithmContext context, BalancerAlgorithm algorithm, Memory memory, PlacementStore store, CustomType type) {

    static Generation first(AlgorithmContext context) throws IOException {
        return new Generation(context, null, Memory.blank(context.configuration(), context.clock()), null, null).following(context);
    }

    /**
     * The one that follows when the configuration has changed; this one if nothing of that matters.
     *
     * @throws IOException if it cannot be made; the message says why
     */
    Generation next(AlgorithmContext next) throws IOException {
        AlgorithmConfiguration configuration = next.configuration();
        boolean same = configuration.equals(this.context.configuration())
                && (configuration.kind() != Kind.CUSTOM || this.type.isThatOf(configuration));
        return same ? this : following(next);
    }

    private Generation following(AlgorithmContext next) throws IOException {
        AlgorithmConfiguration configuration = next.configuration();
        Memory remembered = this.memory.with(configuration, next.clock());
        if (configuration.kind() == Kind.CUSTOM) {
            boolean known = this.type != null && this.type.isThatOf(configuration);
            CustomType current = known ? this.type : CustomType.load(configuration);
            BalancerAlgorithm going = known ? this.algorithm.reconfigured(next) : null;
            return new Generation(next, going == null ? current.create(next) : going, remembered, null, current);
        }
        if (configuration.kind() == Kind.PERSISTENT_CONSISTENT_HASH) {
            boolean known = this.store != null && Objects.equals(this.context.configuration().cacheFile(), configuration.cacheFile());
            PlacementStore placements = known ? this.store : placements(next);
            return new Generation(next, Algorithms.of(next, remembered, placements), remembered, placements, null);
        }
        return new Generation(next, Algorithms.of(next, remembered, this.algorithm != null), remembered, null, null);
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

    /** Has its limits in effect in what it has from the one before. */
    void begin() {
        if (this.store != null) {
            Affinity affinity = this.context.configuration().calls();
            this.store.limit(affinity.maxEntries(), affinity.maxIdle());
        }
    }

    /** Lets go of what the following one does not go on with. */
    void end(Generation following) {
        boolean goesOn = this.algorithm == following.algorithm || this.store != null && this.store == following.store;
        if (!goesOn) {
            closeAlgorithm();
        }
        if (this.type != null && this.type != following.type) {
            this.type.close();
        }
    }

    /** Lets go of everything. */
    void end() {
        closeAlgorithm();
        if (this.type != null) {
            this.type.close();
        }
    }

    private void closeAlgorithm() {
        try {
            this.algorithm.close();
        } catch (RuntimeException e) {
            AlgorithmLogger.LOGGER.closeFailed(this.algorithm.getClass().getName(), e);
        }
    }
}
