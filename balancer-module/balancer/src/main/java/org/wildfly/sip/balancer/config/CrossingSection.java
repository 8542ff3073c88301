/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.Locale;

import org.wildfly.sip.balancer.config.BalancerConfiguration.Crossing;
import org.wildfly.sip.balancer.config.BalancerConfiguration.SipLeg;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The section of the file that says what transport a request takes on the other leg.
 */
final class CrossingSection {
    private static final String INTERNAL_TRANSPORT = "internalTransport";
    private static final String EXTERNAL_TRANSPORT = "externalTransport";
    private static final String TERMINATE = "terminateTLSTraffic";

    private CrossingSection() {
    }

    static Crossing read(Settings settings, AddressSection.Legs legs) {
        return new Crossing(transport(settings, INTERNAL_TRANSPORT, legs.internal(), legs.isSinglePort() ? "external" : "internal"),
                transport(settings, EXTERNAL_TRANSPORT, legs.external(), "external"), settings.flag(TERMINATE, false));
    }

    private static Transport transport(Settings settings, String key, SipLeg leg, String name) {
        Transport transport = settings.choice(key, null, Transport.class);
        if (transport != null && leg.endpoints().stream().noneMatch(endpoint -> endpoint.transport() == transport)) {
            String text = transport.name().charAt(0) + transport.name().substring(1).toLowerCase(Locale.ROOT);
            settings.problem(key, "needs a port for that transport on the same side: add " + name + text + "Port");
        }
        return transport;
    }
}
