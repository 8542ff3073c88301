/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a node tells of itself. Immutable.
 *
 * @param name      the node's name, unique among the nodes of a balancer; 1 to 255 printable characters. A node that comes back under its
 *                  name is the same node
 * @param version   the version of what it runs (RestComm's {@code org.mobicents.server.version}), "0" if it has none; printable, no
 *                  blanks, at most 64 characters
 * @param addresses where it takes SIP messages, per transport; at least one; resolved. The wildcard address stands for the address from
 *                  which the
 *                  node reaches the balancer
 * @param jvmRoute  the route name in its HTTP session ids, or null
 * @param httpPort  its HTTP port, on the host of its SIP addresses, if it has one
 * @param httpsPort its HTTPS port, on the same host, if it has one
 */
public record NodeDescription(String name, String version, Map<Transport, InetSocketAddress> addresses, String jvmRoute,
        OptionalInt httpPort, OptionalInt httpsPort) {

    /**
     * @throws IllegalArgumentException if a value is outside what is described above
     */
    public NodeDescription {
        Constraints.text("name", name, 255);
        Constraints.token("version", version, 64);
        addresses = Constraints.addresses("addresses", addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("addresses: a node needs at least one");
        }
        if (jvmRoute != null) {
            Constraints.text("jvmRoute", jvmRoute, 255);
        }
        port("httpPort", httpPort);
        port("httpsPort", httpsPort);
    }

    /**
     * A node without HTTPS.
     *
     * @throws IllegalArgumentException if a value is outside what is described above
     */
    public NodeDescription(String name, String version, Map<Transport, InetSocketAddress> addresses, String jvmRoute,
            OptionalInt httpPort) {
        this(name, version, addresses, jvmRoute, httpPort, OptionalInt.empty());
    }

    /**
     * A node without HTTP.
     */
    public static NodeDescription of(String name, String version, Map<Transport, InetSocketAddress> addresses) {
        return new NodeDescription(name, version, addresses, null, OptionalInt.empty());
    }

    /**
     * This description with the given host wherever it names the wildcard address.
     */
    NodeDescription withHost(InetAddress host) {
        Map<Transport, InetSocketAddress> concrete = new EnumMap<>(Transport.class);
        this.addresses.forEach((transport, address) -> concrete.put(transport,
                address.getAddress().isAnyLocalAddress() ? new InetSocketAddress(host, address.getPort()) : address));
        return new NodeDescription(this.name, this.version, Collections.unmodifiableMap(concrete), this.jvmRoute, this.httpPort,
                this.httpsPort);
    }

    /** Where it takes SIP messages, for people to read. */
    public String places() {
        return this.addresses.entrySet().stream().map(each -> each.getKey() + " " + text(each.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** An address and its port, for people to read. */
    static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + address.getPort();
    }

    private static void port(String what, OptionalInt port) {
        if (Objects.requireNonNull(port, what).isPresent()) {
            Constraints.port(what, port.getAsInt());
        }
    }
}
