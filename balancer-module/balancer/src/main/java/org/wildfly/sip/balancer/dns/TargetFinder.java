/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.wildfly.sip.heartbeat.Transport;

/**
 * Finds the places where a host takes SIP, by NAPTR, SRV and address records (RFC 3263 section 4). Waits.
 */
final class TargetFinder {
    private static final int MAX_POINTERS = 4;
    private static final int MAX_ADDRESSES = 64;
    private static final int SIP = 5060;
    private static final int SIP_OVER_TLS = 5061;

    private final Lookup lookup;

    TargetFinder(Lookup lookup) {
        this.lookup = lookup;
    }

    /** The places; empty if there are none. */
    List<Target> find(TargetQuery query) {
        // A name without a dot is one of this site, which has no services of its own.
        if (query.port() < 0 && query.host().indexOf('.') > 0) {
            for (Service service : services(query)) {
                List<SrvRecord> records = this.lookup.services(service.name);
                if (!records.isEmpty()) {
                    return targets(query.host(), service.transport, records);
                }
            }
        }
        List<Target> targets = new ArrayList<>();
        List<InetAddress> addresses = this.lookup.addresses(query.host());
        for (Transport transport : query.transports()) {
            int port = query.port() > 0 ? query.port() : transport == Transport.TLS ? SIP_OVER_TLS : SIP;
            add(targets, new Target(transport, targets.size(), 0, places(query.host(), addresses, port)));
        }
        return targets;
    }

    /** The SRV records to ask for: first those that NAPTR records name, then the usual ones. */
    private List<Service> services(TargetQuery query) {
        List<Service> services = new ArrayList<>();
        if (query.open()) {
            this.lookup.pointers(query.host()).stream()
                    .sorted(Comparator.comparingInt(PointerRecord::order).thenComparingInt(PointerRecord::preference))
                    .map(record -> new Service(transport(record.service()), record.replacement()))
                    .filter(service -> query.transports().contains(service.transport))
                    .limit(MAX_POINTERS).forEach(services::add);
        }
        for (Transport transport : query.transports()) {
            services.add(new Service(transport, prefix(transport) + query.host()));
        }
        return services;
    }

    private List<Target> targets(String host, Transport transport, List<SrvRecord> records) {
        List<Target> targets = new ArrayList<>();
        int count = 0;
        for (SrvRecord record : records) {
            if (!record.target().isEmpty() && record.port() > 0 && record.port() <= 65535 && count < MAX_ADDRESSES) {
                List<InetSocketAddress> places = places(host, this.lookup.addresses(record.target()), record.port());
                add(targets, new Target(transport, record.priority(), record.weight(), places));
                count += places.size();
            }
        }
        return targets;
    }

    private static void add(List<Target> targets, Target target) {
        if (!target.addresses().isEmpty()) {
            targets.add(target);
        }
    }

    /** Under the name in the URI, which a certificate must bear, not that of an SRV record (RFC 5922 section 7.1). */
    private static List<InetSocketAddress> places(String host, List<InetAddress> addresses, int port) {
        return addresses.stream().filter(address -> !address.isAnyLocalAddress() && !address.isMulticastAddress()).limit(MAX_ADDRESSES)
                .map(address -> new InetSocketAddress(named(host, address), port)).toList();
    }

    private static InetAddress named(String host, InetAddress address) {
        try {
            return InetAddress.getByAddress(host, address.getAddress());
        } catch (UnknownHostException e) {
            // Cannot be: what comes from an address is one.
            throw new IllegalStateException(e);
        }
    }

    /** What a NAPTR record offers (RFC 3263 section 4.1); null if it is nothing that balancers ask for. */
    private static Transport transport(String service) {
        return switch (service.toUpperCase(Locale.ROOT)) {
            case "SIP+D2U" -> Transport.UDP;
            case "SIP+D2T" -> Transport.TCP;
            case "SIPS+D2T" -> Transport.TLS;
            default -> null;
        };
    }

    private static String prefix(Transport transport) {
        return switch (transport) {
            case UDP -> "_sip._udp.";
            case TLS -> "_sips._tcp.";
            default -> "_sip._tcp.";
        };
    }

    private record Service(Transport transport, String name) {
    }
}
