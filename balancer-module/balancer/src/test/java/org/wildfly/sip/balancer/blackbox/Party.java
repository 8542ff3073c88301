/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;

import javax.net.ssl.SSLContext;

import org.wildfly.sip.heartbeat.Transport;

/**
 * A phone or a node on any transport.
 */
abstract class Party implements AutoCloseable {
    static final int PATIENCE = 5000;

    private final Transport transport;

    Party(Transport transport) {
        this.transport = transport;
    }

    /**
     * @param host where it listens
     * @param tls  for transports that are encrypted
     */
    static Party of(Transport transport, String host, SSLContext tls) throws IOException {
        return switch (transport) {
            case UDP -> new UdpParty(host);
            case TCP -> new StreamParty(transport, host, null);
            case TLS -> new StreamParty(transport, host, tls);
            case WS -> new WebSocketParty(transport, host, null);
            case WSS -> new WebSocketParty(transport, host, tls);
        };
    }

    Transport transport() {
        return this.transport;
    }

    /** Where it listens. */
    abstract InetSocketAddress address();

    /** It will send to an address: what has connections makes one. */
    abstract void connect(InetSocketAddress to) throws IOException;

    /** Somebody connects; without connections nothing happens. */
    abstract void accept() throws IOException;

    abstract void send(Message message) throws IOException;

    /** The next message; fails if none comes. */
    abstract Message receive() throws IOException;

    /** Ends its connection, if it has one. */
    abstract void hangUp() throws IOException;

    /** A request whose Contact leads nowhere if this has connections. */
    Message request(String method, String uri) {
        boolean datagrams = this.transport == Transport.UDP;
        String host = address().getAddress().getHostAddress();
        Message request = Message.request(method, "sip:there", this.transport.name(), address())
                .replace("127.0.0.1", host.indexOf(':') < 0 ? host : '[' + host + ']').replace(";transport=tcp", "")
                .replace("sip:there", uri);
        return datagrams
                ? request
                : new Message(request.text().replaceFirst("Contact: [^\r]*",
                        "Contact: <sip:alice@nowhere.invalid;transport=" + uriTransport() + '>'));
    }

    /** As it stands in a URI (RFC 7118). */
    String uriTransport() {
        return this.transport == Transport.WSS ? "ws" : this.transport.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public abstract void close() throws IOException;
}
