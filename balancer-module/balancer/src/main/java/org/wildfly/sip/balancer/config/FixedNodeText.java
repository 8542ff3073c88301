/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.Transport;

/**
 * A node as it is written in the configuration: {@code host[:port][;transport=udp+tcp][;tls=port][;ws=port][;wss=port][;http=port]
 * [;https=port][;jvmRoute=name][;version=version][;name=name]}.
 */
final class FixedNodeText {
    private static final String DEFAULT_PORT = "5060";
    private static final String FORM = "; write host:port and what differs from the default of "
            + ";transport=udp+tcp;tls=port;ws=port;wss=port;http=port;https=port;jvmRoute=name;version=0;name=host:port";

    private final String text;
    private final Map<String, String> parameters = new HashMap<>();

    private FixedNodeText(String text) {
        this.text = text;
    }

    /**
     * The node of a text. A host name is looked up.
     *
     * @throws IllegalArgumentException if it is none; its message says what is wrong
     */
    static NodeDescription parse(String text) {
        return new FixedNodeText(text).parse();
    }

    private NodeDescription parse() {
        String[] parts = this.text.split(";");
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String name = equals < 0 ? "" : parts[i].substring(0, equals).strip();
            if (equals < 0 || this.parameters.put(name, parts[i].substring(equals + 1).strip()) != null) {
                throw wrong("has \"" + parts[i].strip() + '"');
            }
        }
        String authority = parts[0].strip();
        int colon = authority.indexOf(':', authority.indexOf(']') + 1);
        InetAddress host = host(colon < 0 ? authority : authority.substring(0, colon));
        int port = port("port", colon < 0 ? DEFAULT_PORT : authority.substring(colon + 1));
        Map<Transport, InetSocketAddress> addresses = new EnumMap<>(Transport.class);
        for (String transport : this.parameters.getOrDefault("transport", "udp+tcp").split("\\+")) {
            addresses.put(transport(transport), new InetSocketAddress(host, port));
        }
        this.parameters.remove("transport");
        for (Transport transport : new Transport[]{Transport.TLS, Transport.WS, Transport.WSS}) {
            port(transport.name().toLowerCase(Locale.ROOT)).ifPresent(
                    number -> addresses.put(transport, new InetSocketAddress(host, number)));
        }
        String literal = host.getHostAddress();
        String name = take("name", (literal.indexOf(':') < 0 ? literal : '[' + literal + ']') + ':' + port);
        try {
            NodeDescription node = new NodeDescription(name, take("version", "0"), addresses, take("jvmRoute", null), port("http"),
                    port("https"));
            if (!this.parameters.isEmpty()) {
                throw wrong("has \"" + this.parameters.keySet().iterator().next() + '"');
            }
            return node;
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith("has ") ? e : wrong("has a wrong " + e.getMessage());
        }
    }

    private InetAddress host(String host) {
        try {
            if (!host.isEmpty()) {
                return InetAddress.getByName(host);
            }
        } catch (UnknownHostException e) {
            // Told below, as is none at all.
        }
        throw wrong("has \"" + host + "\", which is not known as a host");
    }

    private Transport transport(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "udp" -> Transport.UDP;
            case "tcp" -> Transport.TCP;
            default -> throw wrong("has the transport \"" + text + '"');
        };
    }

    private String take(String parameter, String byDefault) {
        String value = this.parameters.remove(parameter);
        return value == null ? byDefault : value;
    }

    private OptionalInt port(String parameter) {
        String value = this.parameters.remove(parameter);
        return value == null ? OptionalInt.empty() : OptionalInt.of(port(parameter, value));
    }

    private int port(String what, String digits) {
        if (!digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw wrong("has the " + what + " \"" + digits + "\", which is no port");
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + " in \"" + this.text + '"' + FORM);
    }
}
