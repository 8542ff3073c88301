/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.wildfly.sip.balancer.config.AddressSection.Legs;
import org.wildfly.sip.balancer.config.BalancerConfiguration.Advertised;
import org.wildfly.sip.balancer.config.BalancerConfiguration.Advertising;
import org.wildfly.sip.balancer.config.BalancerConfiguration.HostName;
import org.wildfly.sip.balancer.network.Network;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The section of the file that says by which addresses others know the balancer, besides those where it listens: of an IP load balancer
 * in front of it, or of the public side of a NAT.
 */
final class AdvertisingSection {
    private static final String EXTERNAL = "external";
    private static final String INTERNAL = "internal";
    private static final String ADDRESS = "IpLoadBalancerAddress";
    private static final String IN_VIA = "useIpLoadBalancerAddressInViaHeaders";
    private static final String PUBLIC_IP = "public-ip";
    private static final String PRIVATE_NETWORKS = "privateNetworks";
    private static final String ROUTE_HOST_NAMES = "matchingHostnameForRoute";
    private static final String SUBDOMAINS = "isFilterSubdomain";

    private AdvertisingSection() {
    }

    static Advertising read(Settings settings, Legs legs) {
        Advertised external = advertised(settings, EXTERNAL);
        Advertised internal = advertised(settings, INTERNAL);
        if (!internal.hosts().isEmpty() && legs.isSinglePort()) {
            settings.problem(INTERNAL + ADDRESS, "has no meaning without internalPort; add that, or remove this");
        }
        boolean inVia = settings.flag(IN_VIA, false);
        if (inVia && external.hosts().isEmpty() && internal.hosts().isEmpty()) {
            settings.problem(IN_VIA, "has no meaning without " + EXTERNAL + ADDRESS + " or " + INTERNAL + ADDRESS
                    + "; add one of them, or remove this");
        }
        List<HostName> publicHosts = HostText.hosts(settings, PUBLIC_IP);
        return new Advertising(external, internal, inVia, publicHosts, networks(settings), names(settings),
                settings.flag(SUBDOMAINS, false));
    }

    private static Advertised advertised(Settings settings, String leg) {
        List<HostName> hosts = HostText.hosts(settings, leg + ADDRESS);
        Map<Transport, Integer> ports = new EnumMap<>(Transport.class);
        int common = port(settings, leg, "", hosts);
        for (Transport transport : Transport.values()) {
            String name = transport.name();
            int own = port(settings, leg, name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT), hosts);
            int port = own > 0 || transport != Transport.UDP && transport != Transport.TCP ? own : common;
            if (port > 0) {
                ports.put(transport, port);
            }
        }
        return new Advertised(hosts, ports);
    }

    private static int port(Settings settings, String leg, String transport, List<HostName> hosts) {
        String key = leg + "IpLoadBalancer" + transport + "Port";
        int port = settings.number(key, 0, 0, 65535);
        if (port > 0 && hosts.isEmpty() && !settings.isSet(leg + ADDRESS)) {
            settings.problem(key, "has no meaning without " + leg + ADDRESS + "; add that, or remove this");
        }
        return port;
    }

    private static List<String> names(Settings settings) {
        List<String> names = settings.list(ROUTE_HOST_NAMES);
        names.forEach(name -> HostText.checkName(settings, ROUTE_HOST_NAMES, name));
        return names;
    }

    private static List<Network> networks(Settings settings) {
        List<Network> networks = new ArrayList<>();
        settings.live(PRIVATE_NETWORKS);
        for (String text : settings.list(PRIVATE_NETWORKS)) {
            try {
                networks.add(Network.parse(text));
            } catch (IllegalArgumentException e) {
                settings.problem(PRIVATE_NETWORKS, e.getMessage());
            }
        }
        return List.copyOf(networks);
    }
}
