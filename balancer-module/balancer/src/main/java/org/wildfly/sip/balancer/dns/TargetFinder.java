/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import org.wildfly.sip.heartbeat.Transport;

/**
 * Finds the places where a host takes SIP, by SRV and address records (RFC 3263 section 4; NAPTR records, which only say by which service
 * to begin, are not asked for). Waits.
 */
final class TargetFinder {
    private static final int MAX_TARGETS = 64;

    private final Lookup lookup;

    TargetFinder(Lookup lookup) {
        this.lookup = lookup;
    }

    /** The places; empty if there are none. */
    List<Target> find(TargetQuery query) {
        List<Target> targets = new ArrayList<>();
        // A name without a dot is one of this site, which has no services of its own.
        if (query.port() < 0 && query.host().indexOf('.') > 0) {
            for (Transport transport : query.transports()) {
                String service = service(transport);
                List<SrvRecord> records = service == null ? List.of() : this.lookup.services(service + query.host());
                if (!records.isEmpty()) {
                    records.forEach(record -> add(targets, transport, record));
                    return targets;
                }
            }
        }
        add(targets, query.transports().get(0),
                new SrvRecord(0, 0, query.port() < 0 ? query.defaultPort() : query.port(), query.host()));
        return targets;
    }

    private void add(List<Target> targets, Transport transport, SrvRecord record) {
        if (record.target().isEmpty() || record.port() < 1 || record.port() > 65535 || targets.size() >= MAX_TARGETS) {
            return;
        }
        for (InetAddress address : this.lookup.addresses(record.target())) {
            if (!address.isAnyLocalAddress() && !address.isMulticastAddress()) {
                targets.add(new Target(transport, new InetSocketAddress(address, record.port()), record.priority(), record.weight()));
            }
        }
    }

    private static String service(Transport transport) {
        return switch (transport) {
            case UDP -> "_sip._udp.";
            case TCP -> "_sip._tcp.";
            case TLS -> "_sips._tcp.";
            default -> null;
        };
    }
}
