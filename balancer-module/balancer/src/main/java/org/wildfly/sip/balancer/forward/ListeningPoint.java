/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.message.ShortAddress;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.heartbeat.Transport;

/**
 * A place where the balancer takes messages: on one leg, over one transport, at an address of one family; and the headers in which it
 * stands. What it says of itself there may be another address than the one that is bound. Immutable; there is one object for each place
 * while a balancer runs.
 */
public final class ListeningPoint {
    private static final byte[] BRANCH = bytes(";branch=");
    private static final byte[] SIP = bytes("<sip:");
    private static final byte[] SIPS = bytes("<sips:");
    private static final byte[] RECORD_ROUTE = bytes("Record-Route: ");
    private static final byte[] PATH = bytes("Path: ");
    private static final byte[] FLOW = bytes(";i=");
    private static final byte[] OUTBOUND = bytes(";ob");
    private static final byte[] LOOSE = bytes(";lr");
    private static final byte[] END = bytes(">\r\n");

    private final int index;
    private final Leg leg;
    private final Transport transport;
    private final InetSocketAddress bound;
    private final OwnName[] names;
    private final byte[] via;
    private final byte[] route;
    private final byte[] routeTransport;
    /** The same place that says the address that is bound. */
    private final ListeningPoint plain;

    /**
     * A place that says the address that is bound.
     *
     * @param index a number from 0 that no other place has
     * @param host  the host as it is configured, perhaps a name
     */
    public ListeningPoint(int index, Leg leg, Transport transport, String host, InetSocketAddress bound) {
        this(index, leg, transport, bound, new OwnName[]{OwnName.of(bound), OwnName.of(host, bound.getPort())}, text(bound), text(bound),
                null);
    }

    private ListeningPoint(int index, Leg leg, Transport transport, InetSocketAddress bound, OwnName[] names, String via,
            String route, ListeningPoint plain) {
        this.index = index;
        this.leg = leg;
        this.transport = transport;
        this.bound = bound;
        this.names = names;
        this.via = bytes("Via: SIP/2.0/" + transport + ' ' + via);
        this.route = bytes(route);
        this.routeTransport = bytes(transportParameter());
        this.plain = plain == null ? this : plain;
    }

    /**
     * The same place that says other addresses of itself; it still knows all names that it had.
     *
     * @param via   host and port for Via, as they are to stand there
     * @param route host and port for Record-Route and Path
     * @param more  further names by which others may call it
     */
    public ListeningPoint advertising(String via, String route, List<OwnName> more) {
        OwnName[] all = Stream.concat(Stream.of(this.names), more.stream()).toArray(OwnName[]::new);
        return new ListeningPoint(this.index, this.leg, this.transport, this.bound, all, via, route, this.plain);
    }

    /** The same place that says the address that is bound; this one if it does. */
    ListeningPoint plain() {
        return this.plain;
    }

    /** A number from 0 that no other place of this balancer has. */
    public int index() {
        return this.index;
    }

    public Leg leg() {
        return this.leg;
    }

    public Transport transport() {
        return this.transport;
    }

    /** The address and port that are bound. */
    public InetSocketAddress bound() {
        return this.bound;
    }

    /** True if it is of IPv4, false if of IPv6. */
    public boolean isV4() {
        return isV4(this.bound.getAddress());
    }

    /** True if a host and port of a message are this place. */
    boolean is(HostPort address, int defaultPort) {
        for (OwnName name : this.names) {
            if (name.is(address, defaultPort)) {
                return true;
            }
        }
        return false;
    }

    /** Writes a Via up to the branch. */
    void writeVia(ByteWriter out) {
        out.put(this.via).put(BRANCH);
    }

    /**
     * Writes a Record-Route.
     *
     * @param secure true if it has to be a SIPS URI (RFC 3261 section 16.6, step 4)
     * @param node   the node that it names, or null
     * @param token  the flow that it names, or {@link FlowTokens#NONE}
     * @param client the address of a client behind a NAT that it names instead, or null
     */
    void writeRecordRoute(boolean secure, Node node, long token, DatagramFlow client, ByteWriter out) {
        write(RECORD_ROUTE, secure, token, client, out);
        if (node != null) {
            node.writeHint(out);
        }
        out.put(END);
    }

    /**
     * Writes a Path (RFC 3327, RFC 5626 section 5.1). A flow is known to this balancer alone, so that what leads to it names this one, not
     * what is in front of several.
     *
     * @param token  the flow that it names, or {@link FlowTokens#NONE}
     * @param client the address of a client behind a NAT that it names instead, or null
     */
    void writePath(boolean secure, long token, DatagramFlow client, ByteWriter out) {
        ListeningPoint place = token == FlowTokens.NONE && client == null ? this : this.plain;
        place.write(PATH, secure, token, client, out);
        if (token != FlowTokens.NONE) {
            // Not over UDP: that would promise an answer to STUN (RFC 5626 section 5.1).
            out.put(OUTBOUND);
        }
        out.put(END);
    }

    private void write(byte[] header, boolean secure, long token, DatagramFlow client, ByteWriter out) {
        out.put(header).put(secure ? SIPS : SIP).put(this.route);
        if (!secure || this.transport != Transport.TLS) {
            out.put(this.routeTransport);
        }
        out.put(LOOSE);
        if (token != FlowTokens.NONE) {
            out.put(FLOW).hex(token, FlowTokens.DIGITS);
        } else if (client != null) {
            client.write(out.put(FLOW));
        }
    }

    /** RFC 7118 has no transport=wss, which is for SIPS URIs to say; but nodes know it. */
    private String transportParameter() {
        return switch (this.transport) {
            case UDP -> "";
            case WSS -> this.leg == Leg.EXTERNAL ? ";transport=ws" : ";transport=wss";
            default -> ";transport=" + this.transport.name().toLowerCase(Locale.ROOT);
        };
    }

    static boolean isV4(InetAddress address) {
        return address instanceof Inet4Address;
    }

    /** An address and port as they stand in a message. */
    public static String text(InetSocketAddress address) {
        return ShortAddress.host(address.getAddress()) + ':' + address.getPort();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return this.leg + " " + this.transport + ' ' + text(this.bound);
    }
}
