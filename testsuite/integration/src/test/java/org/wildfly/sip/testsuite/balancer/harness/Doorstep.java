/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Where the balancer can reach somebody over one transport: a UDP port, or one where connections are taken. */
public final class Doorstep implements AutoCloseable {
    private final String transport;
    /** Null without connections. */
    private final ServerSocket listener;
    /** Null with connections. */
    private final UdpPeer udp;

    /**
     * @param host        an address of this machine
     * @param target      where what is sent over UDP goes
     * @param certificate for TLS and WSS
     */
    public Doorstep(String transport, String host, InetSocketAddress target, Certificate certificate) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        this.transport = transport;
        this.udp = transport.equals("UDP") ? new UdpPeer(new InetSocketAddress(address, 0), target) : null;
        this.listener = switch (transport) {
            case "UDP" -> null;
            case "TCP", "WS" -> new ServerSocket(0, 5, address);
            default -> certificate.listen(address);
        };
        if (this.listener != null) {
            this.listener.setSoTimeout(Peer.PATIENCE);
        }
    }

    public InetSocketAddress address() {
        return this.listener == null ? this.udp.address() : (InetSocketAddress) this.listener.getLocalSocketAddress();
    }

    /** Who stands there: the peer on the next connection that is made, or the one on UDP, which stays when it is closed. */
    public Peer answer() throws IOException {
        if (this.listener == null) {
            return this.udp.shared();
        }
        Socket socket = this.listener.accept();
        return this.transport.startsWith("WS") ? WebSocketPeer.accept(this.transport, socket) : new StreamPeer(this.transport, socket);
    }

    @Override
    public void close() throws IOException {
        if (this.listener == null) {
            this.udp.close();
        } else {
            this.listener.close();
        }
    }
}
