/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import org.wildfly.sip.heartbeat.Transport;

/**
 * A phone or a node on UDP.
 */
final class UdpParty extends Party {
    private final DatagramSocket socket;
    private InetSocketAddress to;

    UdpParty(String host) throws IOException {
        super(Transport.UDP);
        this.socket = new DatagramSocket(0, InetAddress.getByName(host));
        this.socket.setSoTimeout(PATIENCE);
    }

    @Override
    InetSocketAddress address() {
        return (InetSocketAddress) this.socket.getLocalSocketAddress();
    }

    @Override
    void connect(InetSocketAddress to) {
        this.to = to;
    }

    @Override
    void accept() {
        // Who sends first is who is answered.
    }

    @Override
    void send(Message message) throws IOException {
        byte[] bytes = message.text().getBytes(StandardCharsets.ISO_8859_1);
        this.socket.send(new DatagramPacket(bytes, bytes.length, this.to));
    }

    @Override
    Message receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        this.socket.receive(packet);
        this.to = (InetSocketAddress) packet.getSocketAddress();
        return new Message(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1));
    }

    @Override
    void hangUp() {
        // There is no connection.
    }

    @Override
    public void close() {
        this.socket.close();
    }
}
