/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.forward.Forwarding;
import org.wildfly.sip.balancer.forward.RequestRules;
import org.wildfly.sip.balancer.reload.Reloadable;

/**
 * The parts of a balancer that go on with a new configuration.
 */
final class LiveParts {
    private final AtomicReference<Forwarding> forwarding;

    /**
     * @param forwarding what is in effect
     */
    LiveParts(AtomicReference<Forwarding> forwarding) {
        this.forwarding = forwarding;
    }

    /** These parts, but null, with the rules of forwarding and the log. */
    List<Reloadable> with(Reloadable... parts) {
        return Stream.concat(Stream.of(Logging::reload, this::rules), Stream.of(parts).filter(part -> part != null)).toList();
    }

    private Runnable rules(BalancerConfiguration configuration) {
        RequestRules rules = new RequestRules(configuration.routing(), configuration.advertising().privateNetworks());
        return () -> this.forwarding.updateAndGet(before -> before.with(rules));
    }
}
