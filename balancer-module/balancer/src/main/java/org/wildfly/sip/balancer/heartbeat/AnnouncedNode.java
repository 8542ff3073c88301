/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

import org.wildfly.sip.balancer.network.AddressText;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What a node says of itself in the protocols of the RestComm balancer, which have the same fields in RMI, HTTP and SIP. Immutable.
 *
 * @param node  the node; its name is its address and first SIP port, so that all balancers call it the same, and so do its restarts
 * @param state DRAINING if it is about to leave, else UP
 */
public record AnnouncedNode(NodeDescription node, NodeState state) {
    private static final Map<Transport, String> SIP_PORTS = new EnumMap<>(Map.of(Transport.UDP, "udpPort", Transport.TCP, "tcpPort",
            Transport.TLS, "tlsPort", Transport.WS, "wsPort", Transport.WSS, "wssPort"));

    /**
     * Reads the fields; unknown ones do not matter. Looks nothing up.
     *
     * @param fields names and values, all texts
     * @throws MalformedAnnouncementException if they do not describe a node; its message says why
     */
    public static AnnouncedNode read(Map<String, String> fields) throws MalformedAnnouncementException {
        InetAddress ip = ip(fields.getOrDefault("ip", ""));
        Map<Transport, InetSocketAddress> addresses = new EnumMap<>(Transport.class);
        for (Map.Entry<Transport, String> entry : SIP_PORTS.entrySet()) {
            OptionalInt port = port(fields, entry.getValue());
            port.ifPresent(number -> addresses.put(entry.getKey(), new InetSocketAddress(ip, number)));
        }
        if (addresses.isEmpty()) {
            throw new MalformedAnnouncementException("no SIP port, as udpPort or tcpPort");
        }
        String jvmRoute = fields.getOrDefault("jvmRoute", "");
        String version = fields.getOrDefault("version", "");
        NodeState state = Boolean.parseBoolean(fields.get("GRACEFUL_SHUTDOWN")) ? NodeState.DRAINING : NodeState.UP;
        try {
            return new AnnouncedNode(new NodeDescription(name(addresses.values().iterator().next()), version.isEmpty() ? "0" : version,
                    addresses, jvmRoute.isEmpty() ? null : jvmRoute, port(fields, "httpPort"), port(fields, "sslPort")), state);
        } catch (IllegalArgumentException e) {
            throw new MalformedAnnouncementException(e.getMessage());
        }
    }

    private static String name(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + address.getPort();
    }

    private static InetAddress ip(String text) throws MalformedAnnouncementException {
        boolean bracketed = text.length() > 2 && text.charAt(0) == '[' && text.charAt(text.length() - 1) == ']';
        InetAddress address = AddressText.parse(bracketed ? text.substring(1, text.length() - 1) : text);
        if (address == null || address.isAnyLocalAddress() || address.isMulticastAddress()) {
            throw new MalformedAnnouncementException("no ip, or one that is no address of a host");
        }
        return address;
    }

    /** The port of a field; none if it is not there, empty, 0 or negative, as some nodes send what they do not have. */
    private static OptionalInt port(Map<String, String> fields, String name) throws MalformedAnnouncementException {
        String text = fields.getOrDefault(name, "");
        try {
            int port = text.isEmpty() ? 0 : Integer.parseInt(text);
            if (port <= 65535) {
                return port > 0 ? OptionalInt.of(port) : OptionalInt.empty();
            }
        } catch (NumberFormatException e) {
            // Told below, as is one that is too large.
        }
        throw new MalformedAnnouncementException(name + " is no port");
    }
}
