/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Kind;

/**
 * The names by which {@code algorithmClass} knows the algorithms: short ones, class names, and the class names of Mobicents and RestComm.
 */
final class AlgorithmNames {
    static final String DEFAULT = "CallIdAffinity";

    private static final String OWN_PACKAGE = "org.wildfly.sip.balancer.algorithm.";
    private static final String SUFFIX = "Algorithm";
    /** As the package is called, and as the old guide misspells it. */
    private static final Pattern OLD_PACKAGE = Pattern.compile("org\\.(mobicents|mobicients|mobicens)\\.tools\\.sip\\.balancer\\.");
    /** The guide breaks names at the end of its lines; what is left of one must still tell it from all others. */
    private static final int LEAST_OF_OLD_NAME = 12;

    private static final String WORST_CASE = "WorstCaseUdpTest";

    private static final Map<Kind, String> NAMES = new EnumMap<>(Map.of(Kind.CALL_ID_AFFINITY, DEFAULT, Kind.HEADER_CONSISTENT_HASH,
            "HeaderConsistentHash", Kind.PERSISTENT_CONSISTENT_HASH, "PersistentConsistentHash", Kind.CLUSTER_SUBDOMAIN_AFFINITY,
            "ClusterSubdomainAffinity", Kind.USER_AFFINITY, "UserAffinity", Kind.ACTIVE_STANDBY, "ActiveStandby", Kind.LEAST_LOADED,
            "LeastLoaded"));
    private static final Map<String, Kind> OLD_NAMES = Map.of("CallIDAffinityBalancerAlgorithm", Kind.CALL_ID_AFFINITY,
            "HeaderConsistentHashBalancerAlgorithm", Kind.HEADER_CONSISTENT_HASH, "PureConsistentHashBalancerAlgorithm",
            Kind.HEADER_CONSISTENT_HASH, "PersistentConsistentHashBalancerAlgorithm", Kind.PERSISTENT_CONSISTENT_HASH,
            "ClusterSubdomainAffinityAlgorithm", Kind.CLUSTER_SUBDOMAIN_AFFINITY, "UserBasedAlgorithm", Kind.USER_AFFINITY,
            "ActiveStandbyAlgorithm", Kind.ACTIVE_STANDBY);

    private AlgorithmNames() {
    }

    /** What a name stands for; null if for nothing. */
    static Kind kind(String name) {
        for (Map.Entry<Kind, String> own : NAMES.entrySet()) {
            if (name.equalsIgnoreCase(own.getValue()) || name.equals(OWN_PACKAGE + own.getValue() + SUFFIX)) {
                return own.getKey();
            }
        }
        String old = OLD_PACKAGE.matcher(name).replaceFirst("");
        if (OLD_NAMES.containsKey(old)) {
            return OLD_NAMES.get(old);
        }
        if (old.equals(name)) {
            return name.indexOf('.') > 0 ? Kind.CUSTOM : null;
        }
        List<Kind> broken = OLD_NAMES.entrySet().stream()
                .filter(each -> old.length() >= LEAST_OF_OLD_NAME && each.getKey().startsWith(old)).map(Map.Entry::getValue).toList();
        return broken.size() == 1 ? broken.get(0) : null;
    }

    /** What is wrong with a name that stands for nothing. */
    static String problem(String name) {
        return name.contains(WORST_CASE)
                ? "is a test that sends each transaction of a call to another node, which this balancer does not do"
                : "is not known; take one of " + NAMES.values().stream().collect(Collectors.joining(", "))
                        + ", or the class name of an algorithm of your own";
    }
}
