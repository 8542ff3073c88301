/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.placement;

import java.time.Duration;

/**
 * Where keys have been placed, known to all balancers. For all threads; neither method waits.
 */
public interface PlacementStore extends AutoCloseable {

    /** The name of the node that a key is placed on, as far as it is known here; null if it is not. */
    String get(long key);

    /** A key is placed on a node; others will know before long. Called for each new request of the key. */
    void put(long key, String node);

    /**
     * From now on other limits count.
     *
     * @param maxEntries how many placements are kept at most, about
     * @param lifespan   how long one is kept that is not used
     */
    default void limit(int maxEntries, Duration lifespan) {
    }

    /** How many keys are known. */
    int size();

    /** Lets go of what the store holds. */
    @Override
    void close();
}
