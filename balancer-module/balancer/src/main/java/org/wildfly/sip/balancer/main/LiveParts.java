/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.wildfly.sip.balancer.algorithm.AlgorithmService;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.forward.Forwarding;
import org.wildfly.sip.balancer.forward.RequestRules;
import org.wildfly.sip.balancer.reload.Reloadable;

/**
 * The parts of a balancer that go on with a new configuration.
 */
final class LiveParts {
    private final AtomicReference<Forwarding> forwarding;
    private final AlgorithmService algorithms;

    /**
     * @param forwarding what is in effect
     * @param algorithms where the algorithm is changed
     */
    LiveParts(AtomicReference<Forwarding> forwarding, AlgorithmService algorithms) {
        this.forwarding = forwarding;
        this.algorithms = algorithms;
    }

    /** These parts, but null, with the rules of forwarding, the log and the algorithm. */
    List<Reloadable> with(Reloadable... parts) {
        List<Reloadable> all = new ArrayList<>(List.of(Logging::reload, this::rules));
        Stream.of(parts).filter(part -> part != null).forEach(all::add);
        // The last one: what it makes ready may run already, and would not be ended if another part failed after it.
        all.add(this::algorithm);
        return all;
    }

    private Runnable algorithm(BalancerConfiguration configuration) throws IOException {
        Runnable change = this.algorithms.prepare(configuration);
        return () -> {
            change.run();
            this.forwarding.updateAndGet(before -> before.with(this.algorithms.current()));
        };
    }

    private Runnable rules(BalancerConfiguration configuration) {
        RequestRules rules = new RequestRules(configuration.routing(), configuration.advertising().privateNetworks());
        return () -> this.forwarding.updateAndGet(before -> before.with(rules));
    }
}
