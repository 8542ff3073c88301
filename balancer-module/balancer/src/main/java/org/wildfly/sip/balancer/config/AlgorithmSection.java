/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.time.Duration;

import org.wildfly.sip.balancer.config.BalancerConfiguration.Affinity;

/**
 * The section of the file that says how a node is chosen.
 */
final class AlgorithmSection {
    private static final String ALGORITHM_CLASS = "algorithmClass";
    private static final String MAX_TIME_IN_CACHE = "callIdAffinityMaxTimeInCache";
    private static final String GROUP_FAILOVER = "callIdAffinityGroupFailover";
    private static final String MAX_ENTRIES = "callIdAffinityMaxEntries";

    private AlgorithmSection() {
    }

    static Affinity read(Settings settings) {
        String algorithm = settings.text(ALGORITHM_CLASS, AlgorithmNames.CALL_ID_AFFINITY);
        String problem = AlgorithmNames.problem(algorithm);
        if (problem != null) {
            settings.problem(ALGORITHM_CLASS, problem);
        }
        return new Affinity(Duration.ofSeconds(settings.number(MAX_TIME_IN_CACHE, 500, 1, 86_400)),
                settings.number(MAX_ENTRIES, 262_144, 1024, 16_777_216), settings.flag(GROUP_FAILOVER, false));
    }
}
