/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.wildfly.sip.balancer.config.BalancerConfiguration.Address;
import org.wildfly.sip.balancer.config.BalancerConfiguration.Endpoint;
import org.wildfly.sip.balancer.config.BalancerConfiguration.SipLeg;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The keys of one leg, which begin with its name. {@code externalPort} is the port of UDP and TCP, {@code externalTlsPort} and its like
 * are those of one transport, and win. The same with {@code Ipv6} after the leg's name are at the leg's IPv6 address. What has no port is
 * not listened on.
 */
final class LegKeys {
    private static final String HOST = "host";
    private static final String IPV6_HOST = "ipv6Host";
    private static final int NOT_SET = -1;

    private final Settings settings;
    private final String leg;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private boolean port;

    LegKeys(Settings settings, String leg) {
        this.settings = settings;
        this.leg = leg;
    }

    SipLeg read() {
        String hostKey = key(this.leg + "Host", HOST);
        String text = text(this.leg + "Host", HOST, "127.0.0.1");
        InetAddress host = host(hostKey, text);
        readPorts("", text, host);
        String ipv6Key = key(this.leg + "Ipv6Host", IPV6_HOST);
        String ipv6Text = text(this.leg + "Ipv6Host", IPV6_HOST, "::1");
        int before = this.endpoints.size();
        InetAddress ipv6Host = host(ipv6Key, ipv6Text);
        readPorts("Ipv6", ipv6Text, ipv6Host);
        if (this.endpoints.size() == before) {
            if (this.settings.isSet(this.leg + "Ipv6Host")) {
                this.settings.problem(ipv6Key, "has no meaning without " + this.leg + "Ipv6Port; add that, or remove this");
            }
        } else if (ipv6Host instanceof Inet4Address) {
            this.settings.problem(ipv6Key, "is not an IPv6 address; give one, or remove the IPv6 ports");
        }
        checkTransports();
        return new SipLeg(text, host, List.copyOf(this.endpoints));
    }

    /** True if a port is given, right or wrong. */
    boolean hasPort() {
        return this.port;
    }

    void problemOfHost(String text) {
        Stream.of(this.leg + "Host").filter(this.settings::isSet).forEach(key -> this.settings.problem(key, text));
    }

    private void readPorts(String family, String text, InetAddress host) {
        String commonKey = this.leg + family + "Port";
        int common = port(commonKey);
        for (Transport transport : Transport.values()) {
            String name = transport.name();
            String key = this.leg + family + name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT) + "Port";
            int own = port(key);
            boolean isCommon = own == NOT_SET && !this.settings.isSet(key) && (transport == Transport.UDP || transport == Transport.TCP);
            int number = isCommon ? common : own;
            if (number != NOT_SET) {
                this.endpoints.add(new Endpoint(transport, new Address(text, host, number), isCommon ? commonKey : key));
            }
        }
    }

    private int port(String key) {
        this.port |= this.settings.isSet(key);
        return this.settings.number(key, NOT_SET, 0, 65535);
    }

    private void checkTransports() {
        Set<Transport> v4 = EnumSet.noneOf(Transport.class);
        Set<Transport> v6 = EnumSet.noneOf(Transport.class);
        for (Endpoint endpoint : this.endpoints) {
            if (!(endpoint.address().host() instanceof Inet4Address ? v4 : v6).add(endpoint.transport())) {
                this.settings.problem(endpoint.key(), "is a second port for " + endpoint.transport()
                        + " at addresses of one family; make " + this.leg + "Host an IPv4 address, or remove this");
            }
        }
    }

    private String key(String key, String defaultKey) {
        return this.settings.isSet(key) ? key : defaultKey;
    }

    private String text(String key, String defaultKey, String byDefault) {
        String common = this.settings.text(defaultKey, byDefault);
        String own = this.settings.text(key, null);
        return own == null ? common : own;
    }

    private InetAddress host(String key, String text) {
        InetAddress address = AddressSection.host(this.settings, key, text);
        if (address.isAnyLocalAddress()) {
            this.settings.problem(key,
                    "is the wildcard address, which nobody can send to; give an address of this machine that the others can reach");
        }
        return address;
    }
}
