/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import org.wildfly.sip.balancer.config.BalancerConfiguration.Routing;

/**
 * The section of the file that says how requests are treated.
 */
final class RoutingSection {
    private static final String RESPONSE_TIMES = "responseTimes";
    private static final String OVERLOAD_CONTROL = "overloadControl";

    private RoutingSection() {
    }

    static Routing read(Settings settings) {
        return new Routing(settings.flag(RESPONSE_TIMES, true), settings.flag(OVERLOAD_CONTROL, true));
    }
}
