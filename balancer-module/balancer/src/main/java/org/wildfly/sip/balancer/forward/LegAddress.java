/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The address of the balancer on one leg, and the headers in which it stands. Immutable.
 */
public final class LegAddress {
    private static final byte[] TRANSPORT_TCP = bytes(";transport=tcp");
    private static final byte[] LOOSE = bytes(";lr");
    private static final byte[] END = bytes(">\r\n");

    private final Leg leg;
    private final InetAddress host;
    private final int port;
    private final byte[] name;
    private final long high;
    private final long low;
    private final byte[] viaUdp;
    private final byte[] viaTcp;
    private final byte[] recordRoute;

    /**
     * @param text the host as it is configured, perhaps a name
     */
    public LegAddress(Leg leg, String text, InetAddress host, int port) {
        this.leg = leg;
        this.host = host;
        this.port = port;
        this.name = bytes(text.toLowerCase(Locale.ROOT));
        this.high = HostPort.high(host);
        this.low = HostPort.low(host);
        String address = (host.getAddress().length == 4 ? host.getHostAddress() : '[' + host.getHostAddress() + ']') + ':' + port;
        this.viaUdp = bytes("Via: SIP/2.0/UDP " + address + ";branch=");
        this.viaTcp = bytes("Via: SIP/2.0/TCP " + address + ";branch=");
        this.recordRoute = bytes("Record-Route: <sip:" + address);
    }

    Leg leg() {
        return this.leg;
    }

    public InetAddress host() {
        return this.host;
    }

    public int port() {
        return this.port;
    }

    boolean isSame(LegAddress other) {
        return this.port == other.port && this.low == other.low && this.high == other.high;
    }

    /** True if a host and port of a message are this address. */
    boolean is(HostPort address) {
        return address.port(5060) == this.port
                && (address.isLiteral() ? address.low() == this.low && address.high() == this.high : address.isHost(this.name));
    }

    /** Writes a Via up to the branch. */
    void writeVia(Transport transport, ByteWriter out) {
        out.put(transport == Transport.TCP ? this.viaTcp : this.viaUdp);
    }

    /**
     * Writes a Record-Route.
     *
     * @param node the node that it names, or null
     */
    void writeRecordRoute(Transport transport, Node node, ByteWriter out) {
        out.put(this.recordRoute);
        if (transport == Transport.TCP) {
            out.put(TRANSPORT_TCP);
        }
        out.put(LOOSE);
        if (node != null) {
            node.writeHint(out);
        }
        out.put(END);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
