/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/**
 * The socket of a listening point, bound. UDP uses a {@link DatagramSocket}, which, other than a channel, outlives the interruption of a thread
 * that sends on it.
 */
final class BoundSocket implements Closeable {
    private final DatagramSocket datagrams;
    private final ServerSocketChannel connections;
    private final InetSocketAddress address;

    /** The address is as it was asked for: of an IPv4 wildcard a socket may say that it is the IPv6 one. */
    private BoundSocket(DatagramSocket datagrams, ServerSocketChannel connections, InetSocketAddress asked, int port) {
        this.datagrams = datagrams;
        this.connections = connections;
        this.address = new InetSocketAddress(asked.getAddress(), port);
    }

    static BoundSocket open(InetSocketAddress address, String transport, TransportSettings settings) throws IOException {
        return Transports.isStream(transport) ? stream(address) : datagrams(address, settings);
    }

    private static BoundSocket datagrams(InetSocketAddress address, TransportSettings settings) throws IOException {
        DatagramSocket socket = new DatagramSocket(null);
        try {
            socket.setReceiveBufferSize(settings.receiveBuffer());
            socket.setSendBufferSize(settings.sendBuffer());
            socket.bind(address);
            return new BoundSocket(socket, null, address, socket.getLocalPort());
        } catch (IOException | RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    private static BoundSocket stream(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, 1024);
            channel.configureBlocking(false);
            return new BoundSocket(null, channel, address, channel.socket().getLocalPort());
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    boolean isStream() {
        return this.connections != null;
    }

    DatagramSocket datagrams() {
        return this.datagrams;
    }

    ServerSocketChannel connections() {
        return this.connections;
    }

    InetSocketAddress address() {
        return this.address;
    }

    @Override
    public void close() throws IOException {
        if (this.connections == null) {
            this.datagrams.close();
        } else {
            this.connections.close();
        }
    }
}
