/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.wildfly.sip.balancer.config.BalancerConfiguration.HostName;
import org.wildfly.sip.balancer.message.HostPort;

/**
 * A host and a port by which others may name the balancer, or a node. Immutable.
 */
public final class OwnName {
    private static final int ANY_PORT = 0;

    private final byte[] name;
    private final long high;
    private final long low;
    private final int port;
    private final boolean subdomains;

    private OwnName(byte[] name, long high, long low, int port, boolean subdomains) {
        this.name = name;
        this.high = high;
        this.low = low;
        this.port = port;
        this.subdomains = subdomains;
    }

    /** An address. */
    public static OwnName of(InetSocketAddress address) {
        return new OwnName(null, HostPort.high(address.getAddress()), HostPort.low(address.getAddress()), address.getPort(), false);
    }

    /** A host name, whatever its capitals. */
    public static OwnName of(String host, int port) {
        return new OwnName(host.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII), 0, 0, port, false);
    }

    /** An address, or else a name. */
    static OwnName of(HostName host, int port) {
        return host.address() == null ? of(host.text(), port) : of(new InetSocketAddress(host.address(), port));
    }

    /**
     * A host name with any port.
     *
     * @param subdomains true if names that end in a dot and this one are meant, too
     */
    static OwnName anyPort(String host, boolean subdomains) {
        return new OwnName(host.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII), 0, 0, ANY_PORT, subdomains);
    }

    boolean is(HostPort address, int defaultPort) {
        return (this.port == ANY_PORT || address.port(defaultPort) == this.port) && (this.name == null
                ? address.isLiteral() && address.low() == this.low && address.high() == this.high
                : !address.isLiteral() && (address.isHost(this.name) || this.subdomains && address.isSubdomainOf(this.name)));
    }
}
