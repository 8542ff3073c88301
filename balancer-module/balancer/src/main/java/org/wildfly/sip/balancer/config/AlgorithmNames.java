/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The class names by which algorithms have always been chosen, and what they mean here.
 */
final class AlgorithmNames {
    static final String CALL_ID_AFFINITY = "org.mobicents.tools.sip.balancer.CallIDAffinityBalancerAlgorithm";

    /** As the package is called, and as the old guide misspells it. */
    private static final Pattern PACKAGE = Pattern.compile("org\\.(mobicents|mobicients|mobicens)\\.tools\\.sip\\.balancer\\.");
    private static final List<String> SUPPORTED = List.of("CallIDAffinityBalancerAlgorithm",
            "org.wildfly.sip.balancer.algorithm.CallIdAffinityAlgorithm");
    private static final Set<String> NOT_YET = Set.of("HeaderConsistentHashBalancerAlgorithm", "PersistentConsistentHashBalancerAlgorithm",
            "PureConsistentHashBalancerAlgorithm", "ClusterSubdomainAffinityAlgorithm", "UserBasedAlgorithm", "ActiveStandbyAlgorithm");

    private AlgorithmNames() {
    }

    /** What is wrong with a class name, or null. */
    static String problem(String className) {
        String simple = PACKAGE.matcher(className).replaceFirst("");
        if (SUPPORTED.contains(simple)) {
            return null;
        }
        return (NOT_YET.contains(simple) ? "is not supported yet" : "is not known") + "; use " + CALL_ID_AFFINITY;
    }
}
