/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.wildfly.sip.balancer.config.BalancerConfiguration.Endpoint;
import org.wildfly.sip.balancer.config.BalancerConfiguration.SipLeg;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The section of the file that says where clients and nodes send SIP.
 */
final class AddressSection {

    /** Both legs; they are the same object if there is one set of ports for both. */
    record Legs(SipLeg external, SipLeg internal) {

        boolean isSinglePort() {
            return this.external == this.internal;
        }
    }

    private AddressSection() {
    }

    static Legs read(Settings settings) {
        LegKeys external = new LegKeys(settings, "external");
        LegKeys internal = new LegKeys(settings, "internal");
        SipLeg clients = external.read();
        SipLeg nodes = internal.read();
        if (!external.hasPort()) {
            settings.problem("externalPort", "is missing: add the port that clients send to, for instance externalPort=5060");
        }
        checkPorts(settings, clients, nodes);
        if (!internal.hasPort()) {
            internal.problemOfHost("has no meaning without internalPort; add that, or remove this");
            return new Legs(clients, clients);
        }
        return new Legs(clients, nodes);
    }

    /** No two may bind the same. */
    private static void checkPorts(Settings settings, SipLeg clients, SipLeg nodes) {
        Map<Object, String> taken = new HashMap<>();
        Stream.of(clients, nodes).flatMap(leg -> leg.endpoints().stream()).filter(endpoint -> endpoint.address().port() > 0)
                .forEach(endpoint -> {
                    String first = taken.putIfAbsent(socket(endpoint), endpoint.key());
                    if (first != null) {
                        settings.problem(endpoint.key(), "is the port of " + first + ", too; take another"
                                + (first.startsWith("ext") ? ", or have no internal ports, so that there is one port for both" : ""));
                    }
                });
    }

    private static Object socket(Endpoint endpoint) {
        return Map.entry(endpoint.transport() == Transport.UDP,
                Map.entry(endpoint.address().host(), endpoint.address().port()));
    }

    /** The address of a host, which a key has. A problem of the key, and loopback, if there is none. */
    static InetAddress host(Settings settings, String key, String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            // A host that comes from another key is told there.
            if (settings.isSet(key)) {
                boolean one = settings.text(key, "").equals(text);
                settings.problem(key, (one ? "is not known as a host" : "has \"" + text + "\", which is not known as a host")
                        + "; give an address or a name that can be resolved, without a port");
            }
            return InetAddress.getLoopbackAddress();
        }
    }
}
