/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.wildfly.sip.balancer.message.HostPort;

/**
 * A host and a port by which others may name the balancer. Immutable.
 */
public final class OwnName {
    private final byte[] name;
    private final long high;
    private final long low;
    private final int port;

    private OwnName(byte[] name, long high, long low, int port) {
        this.name = name;
        this.high = high;
        this.low = low;
        this.port = port;
    }

    /** An address. */
    public static OwnName of(InetSocketAddress address) {
        return new OwnName(null, HostPort.high(address.getAddress()), HostPort.low(address.getAddress()), address.getPort());
    }

    /** A host name, whatever its capitals. */
    public static OwnName of(String host, int port) {
        return new OwnName(host.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII), 0, 0, port);
    }

    boolean is(HostPort address, int defaultPort) {
        return address.port(defaultPort) == this.port && (this.name == null
                ? address.isLiteral() && address.low() == this.low && address.high() == this.high
                : !address.isLiteral() && address.isHost(this.name));
    }
}
