/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.header.ViaList;
import gov.nist.javax.sip.message.SIPMessage;

/**
 * Between which addresses a message travelled. By default what the stack says of an inbound message; an outbound one has none. The container sets
 * what it knows better: that a message was routed inside the container, or, behind a trusted balancer, where it first came from.
 */
public final class MessageAddresses {
    private static final int DEFAULT_PORT = 5060;
    private static final int DEFAULT_TLS_PORT = 5061;

    private final SIPMessage message;
    private final Direction direction;
    private TransportAddress remote;
    private TransportAddress local;
    private TransportAddress initialRemote;

    MessageAddresses(SIPMessage message, Direction direction) {
        this.message = message;
        this.direction = direction;
    }

    /** The hop that it was received from; null if it was not received. */
    public TransportAddress remote() {
        if (this.remote != null) {
            return this.remote;
        }
        InetAddress peer = this.message.getPeerPacketSourceAddress();
        int port = this.message.getPeerPacketSourcePort();
        if (peer == null) {
            peer = this.message.getRemoteAddress();
            port = this.message.getRemotePort();
        }
        return this.received(peer, port);
    }

    /** Where it was received; null if it was not received. */
    public TransportAddress local() {
        return this.local != null ? this.local : this.received(this.message.getLocalAddress(), this.message.getLocalPort());
    }

    /** Where it was when it first reached the container or the balancer before it; null if it was not received. */
    public TransportAddress initialRemote() {
        return this.initialRemote != null ? this.initialRemote : this.remote();
    }

    /** @param remote null for what the stack says */
    public void setRemote(TransportAddress remote) {
        this.remote = remote;
    }

    /** @param local null for what the stack says */
    public void setLocal(TransportAddress local) {
        this.local = local;
    }

    /** @param initialRemote null for the same as {@link #remote()} */
    public void setInitialRemote(TransportAddress initialRemote) {
        this.initialRemote = initialRemote;
    }

    /**
     * Who sent a request first by its own account: its bottom-most Via. Only as trustworthy as the sender and all between.
     *
     * @return null if there is no Via
     */
    public TransportAddress originator() {
        ViaList vias = this.message.getViaHeaders();
        if (vias == null) {
            return null;
        }
        Via via = (Via) vias.getLast();
        String transport = via.getTransport().toUpperCase(Locale.ROOT);
        int port = via.getRPort() > 0 ? via.getRPort() : via.getPort();
        if (port <= 0) {
            port = transport.equals("TLS") ? DEFAULT_TLS_PORT : DEFAULT_PORT;
        }
        return new TransportAddress(via.getReceived() != null ? via.getReceived() : via.getHost(), port, transport);
    }

    /**
     * Who sent a message by the account of a balancer, in its header fields {@code X-Sip-Balancer-InitialRemoteAddr} and {@code -Port}. Anybody can
     * write these, so this is to be used only for a message that came from a balancer which replaces them.
     *
     * @return null if the header fields are not there or not valid
     */
    public TransportAddress reportedByBalancer() {
        HeaderFields fields = new HeaderFields(this.message);
        List<String> hosts = fields.values("X-Sip-Balancer-InitialRemoteAddr");
        List<String> ports = fields.values("X-Sip-Balancer-InitialRemotePort");
        TransportAddress remote = this.remote();
        if (hosts.size() != 1 || ports.size() != 1 || remote == null) {
            return null;
        }
        try {
            return new TransportAddress(hosts.get(0), Integer.parseInt(ports.get(0)), remote.transport());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private TransportAddress received(InetAddress address, int port) {
        if (this.direction == Direction.OUTBOUND || address == null) {
            return null;
        }
        Via via = this.message.getTopmostVia();
        return new TransportAddress(address.getHostAddress(), port, via == null ? null : via.getTransport().toUpperCase(Locale.ROOT));
    }

    static String host(TransportAddress address) {
        return address == null ? null : address.host();
    }

    static int port(TransportAddress address) {
        return address == null ? -1 : address.port();
    }

    static String transport(TransportAddress address) {
        return address == null ? null : address.transport();
    }
}
