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
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A phone or a node on UDP.
 */
final class UdpPeer implements AutoCloseable {
    private static final int PATIENCE = 5000;

    private final DatagramSocket socket;
    private final byte[] buffer = new byte[65_536];

    UdpPeer() throws IOException {
        this(Balancer.HOST);
    }

    UdpPeer(String host) throws IOException {
        this.socket = new DatagramSocket(0, InetAddress.getByName(host));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) this.socket.getLocalSocketAddress();
    }

    Message request(String method, String uri) {
        return Message.request(method, uri, "UDP", address());
    }

    UdpPeer send(InetSocketAddress to, Message message) throws IOException {
        return send(to, message.text().getBytes(StandardCharsets.ISO_8859_1));
    }

    UdpPeer send(InetSocketAddress to, byte[] bytes) throws IOException {
        this.socket.send(new DatagramPacket(bytes, bytes.length, to));
        return this;
    }

    /** The next message; fails if none comes. */
    Message receive() throws IOException {
        return receive(PATIENCE);
    }

    private Message receive(int patience) throws IOException {
        this.socket.setSoTimeout(patience);
        DatagramPacket packet = new DatagramPacket(this.buffer, this.buffer.length);
        this.socket.receive(packet);
        return new Message(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1));
    }

    /** True if nothing comes for a while. */
    boolean isQuiet() throws IOException {
        return isQuiet(message -> {
        });
    }

    /** True if nothing comes for a while; else what has come is given away. */
    boolean isQuiet(Consumer<Message> consumer) throws IOException {
        try {
            consumer.accept(receive(200));
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    @Override
    public void close() {
        this.socket.close();
    }
}
