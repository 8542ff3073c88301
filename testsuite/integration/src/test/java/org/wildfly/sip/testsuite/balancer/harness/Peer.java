/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A phone or a node on a raw socket that sends to one side of the balancer. For one thread. */
public interface Peer extends AutoCloseable {
    /** How long a message is waited for, in milliseconds. */
    int PATIENCE = 10_000;
    /** How long it is looked whether really nothing comes, in milliseconds. */
    int QUIET = 250;

    /**
     * A client over some transport.
     *
     * @param to          where the balancer takes that
     * @param certificate for TLS and WSS
     */
    static Peer connect(String transport, InetSocketAddress to, Certificate certificate) throws IOException {
        return switch (transport) {
            case "UDP" -> new UdpPeer(new InetSocketAddress(to.getAddress(), 0), to);
            case "TCP" -> StreamPeer.connect(to);
            case "TLS" -> new StreamPeer(transport, certificate.connect(to));
            case "WS" -> new WebSocketPeer(transport, new Socket(to.getAddress(), to.getPort()));
            case "WSS" -> new WebSocketPeer(transport, certificate.connect(to));
            default -> throw new IllegalArgumentException(transport);
        };
    }

    /** The name of the transport as in Via. */
    String transport();

    /** Its own address. */
    InetSocketAddress address();

    void send(byte[] bytes) throws IOException;

    default void send(SipText message) throws IOException {
        send(message.bytes());
    }

    /** A request outside of a dialog, with this peer's address. */
    default SipText request(String method, String uri) {
        return SipText.request(method, uri, transport(), address());
    }

    /** The next message; fails if none comes. */
    SipText receive() throws IOException;

    /** True if nothing comes for a while. */
    boolean isQuiet() throws IOException;

    @Override
    void close() throws IOException;
}
