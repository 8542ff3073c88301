/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a node says of itself in a native heartbeat, as bytes of version 1 of that protocol. */
public final class Announcement {
    private static final List<String> TRANSPORTS = List.of("UDP", "TCP", "TLS", "WS", "WSS");

    private final String name;
    private final Map<String, InetSocketAddress> addresses = new LinkedHashMap<>();
    private String version = "0";
    private String jvmRoute = "";
    private int httpPort;

    public Announcement(String name) {
        this.name = name;
    }

    /** The version of what the node runs, "0" by default. */
    public Announcement version(String text) {
        this.version = text;
        return this;
    }

    /** Where the node takes SIP over a transport. */
    public Announcement address(String transport, InetSocketAddress address) {
        this.addresses.put(transport, address);
        return this;
    }

    /** Where the node takes HTTP, and its name in session ids. */
    public Announcement http(int port, String route) {
        this.httpPort = port;
        this.jvmRoute = route;
        return this;
    }

    public String name() {
        return this.name;
    }

    /** The payload of REGISTER, with state UP. */
    byte[] register() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(this.name);
        out.writeUTF(this.version);
        out.writeByte(this.addresses.size());
        for (Map.Entry<String, InetSocketAddress> address : this.addresses.entrySet()) {
            byte[] ip = address.getValue().getAddress().getAddress();
            out.writeByte(TRANSPORTS.indexOf(address.getKey()) + 1);
            out.writeByte(ip.length);
            out.write(ip);
            out.writeShort(address.getValue().getPort());
        }
        out.writeUTF(this.jvmRoute);
        out.writeShort(this.httpPort);
        out.writeByte(NativeHeartbeat.UP);
        return bytes.toByteArray();
    }
}
