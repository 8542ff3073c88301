/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.wildfly.sip.balancer.algorithm.AlgorithmContext;
import org.wildfly.sip.balancer.algorithm.Algorithms;
import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Kind;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.TlsConfiguration;
import org.wildfly.sip.balancer.node.HintCheck;
import org.wildfly.sip.balancer.tls.Tls;

/**
 * What of a start can be tried without a port or a cluster, beside a balancer that runs with the same file: key stores are opened, and an
 * algorithm of somebody else's is made.
 */
final class Rehearsal {

    private Rehearsal() {
    }

    /** What would keep a balancer from starting; empty if nothing is known to. */
    static List<IOException> of(BalancerConfiguration configuration) {
        List<IOException> problems = new ArrayList<>();
        attempt(problems, () -> open(configuration.tls()));
        attempt(problems, () -> open(configuration.heartbeat().tls()));
        if (configuration.algorithm().kind() == Kind.CUSTOM) {
            HintCheck check = HintCheck.of(configuration.routeSecret());
            attempt(problems, () -> Algorithms.create(new AlgorithmContext(configuration.algorithm(), configuration.internal().host(),
                    check::hash, System::nanoTime)).close());
        }
        return problems;
    }

    private static void open(TlsConfiguration tls) throws IOException {
        if (tls != null && tls.isGiven()) {
            new Tls(tls);
        }
    }

    private static void attempt(List<IOException> problems, Attempt attempt) {
        try {
            attempt.make();
        } catch (IOException e) {
            problems.add(e);
        }
    }

    private interface Attempt {
        void make() throws IOException;
    }
}
