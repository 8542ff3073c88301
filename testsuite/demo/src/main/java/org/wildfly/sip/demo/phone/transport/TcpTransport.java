/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

import org.wildfly.sip.demo.phone.message.SipMessage;

/** SIP over TCP: one connection a peer, whoever opened it. */
public final class TcpTransport implements Transport {
    private final ServerSocketChannel server;
    private final InetSocketAddress address;
    private final EventLoop loop;
    private final Listener listener;
    private final Map<InetSocketAddress, TcpConnection> connections = new HashMap<>();

    /**
     * Binds the address.
     *
     * @param address what to bind; port 0 for any free one
     */
    public TcpTransport(InetSocketAddress address, EventLoop loop, Listener listener) {
        this.loop = loop;
        this.listener = listener;
        try {
            this.server = ServerSocketChannel.open();
            this.server.bind(address);
            this.address = (InetSocketAddress) this.server.getLocalAddress();
            loop.register(this.server, SelectionKey.OP_ACCEPT, this::accept);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot bind TCP " + address, e);
        }
    }

    @Override
    public String name() {
        return "TCP";
    }

    @Override
    public boolean isReliable() {
        return true;
    }

    @Override
    public InetSocketAddress address() {
        return this.address;
    }

    private void accept() {
        try {
            for (SocketChannel channel = this.server.accept(); channel != null; channel = this.server.accept()) {
                this.add((InetSocketAddress) channel.getRemoteAddress(), channel);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TcpConnection add(InetSocketAddress peer, SocketChannel channel) throws IOException {
        TcpConnection connection = new TcpConnection(peer, channel, this.loop,
                message -> this.listener.received(message, peer, this), problem -> this.listener.garbage(problem, peer),
                (gone, problem) -> {
                    this.connections.remove(peer, gone);
                    if (problem != null) {
                        this.listener.failed(problem, peer);
                    }
                });
        this.connections.put(peer, connection);
        return connection;
    }

    @Override
    public void send(SipMessage message, InetSocketAddress destination) {
        this.listener.sent(message, destination, this);
        TcpConnection connection = this.connections.get(destination);
        try {
            if (connection == null) {
                SocketChannel channel = SocketChannel.open();
                channel.bind(new InetSocketAddress(this.address.getAddress(), 0));
                channel.configureBlocking(false);
                channel.connect(destination);
                connection = this.add(destination, channel);
            }
            connection.send(message.encode());
        } catch (IOException e) {
            this.listener.failed("Cannot connect: " + e.getMessage(), destination);
        }
    }

    @Override
    public void close() {
        new ArrayList<>(this.connections.values()).forEach(TcpConnection::close);
        try {
            this.server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
