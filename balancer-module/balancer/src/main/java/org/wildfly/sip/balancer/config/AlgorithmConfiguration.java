/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How nodes are chosen.
 *
 * @param kind        which algorithm
 * @param className   of the algorithm, if it is {@link Kind#CUSTOM}
 * @param jar         where that class is, or null if it is on the class path
 * @param calls       how calls are remembered
 * @param users       how users are remembered, by the algorithm that does
 * @param key         what of a message is hashed, or stands for the user
 * @param cacheFile   of Infinispan, for the algorithm that has a cache; null for the built-in one
 * @param subclusters groups of nodes, by their addresses, among which calls are failed over first
 * @param properties  all keys that begin with {@code algorithm.}, without that, for algorithms of one's own
 */
public record AlgorithmConfiguration(Kind kind, String className, Path jar, Affinity calls, Affinity users, Key key, Path cacheFile,
        List<Set<InetAddress>> subclusters, Map<String, String> properties) {

    /** The algorithms. */
    public enum Kind {
        /** New calls go round, later messages of a call to the node of its first. */
        CALL_ID_AFFINITY,
        /** A consistent hash of a header. */
        HEADER_CONSISTENT_HASH,
        /** The same, with the placements kept in a cache that all balancers have. */
        PERSISTENT_CONSISTENT_HASH,
        /** Call-ID affinity that fails over within a group of nodes. */
        CLUSTER_SUBDOMAIN_AFFINITY,
        /** All that has the same header goes to the same node. */
        USER_AFFINITY,
        /** One node has all. */
        ACTIVE_STANDBY,
        /** New calls go to the node with the least work left. */
        LEAST_LOADED,
        /** One that is not in this software. */
        CUSTOM
    }

    /**
     * What is remembered.
     *
     * @param maxIdle       how long that is of which nothing is heard
     * @param maxEntries    how much is at most, about
     * @param groupFailover true if all that a dead node had goes to the same survivor
     */
    public record Affinity(Duration maxIdle, int maxEntries, boolean groupFailover) {
    }

    /**
     * What of a message is hashed.
     *
     * @param name      of a header, or {@code from.user} or {@code to.user}
     * @param exclusion a regular expression: values that match it altogether do not count; null for none
     * @param fallback  the name of what counts instead
     */
    public record Key(String name, String exclusion, String fallback) {
    }
}
