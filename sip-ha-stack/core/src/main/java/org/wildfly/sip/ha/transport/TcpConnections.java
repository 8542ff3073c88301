/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.wildfly.sip.ha.logging.StackLog;

/** The connections of a listening point, found by the peer's address. */
final class TcpConnections {
    private final Map<InetSocketAddress, TcpConnection> connections = new ConcurrentHashMap<>();
    private final TcpProcessor processor;

    TcpConnections(TcpProcessor processor) {
        this.processor = processor;
    }

    int size() {
        return this.connections.size();
    }

    /** The connection to an address; null if there is none. */
    TcpConnection get(InetSocketAddress target) {
        return this.connections.get(target);
    }

    /** The connection to an address, or a new one, which need not be made yet when this returns. */
    synchronized TcpConnection open(InetSocketAddress target) throws IOException {
        TcpConnection existing = this.connections.get(target);
        if (existing != null) {
            return existing;
        }
        SocketChannel socket = SocketChannel.open();
        try {
            configure(socket);
            if (!this.processor.getIpAddress().isAnyLocalAddress()) {
                socket.bind(new InetSocketAddress(this.processor.getIpAddress(), 0));
            }
            boolean open = socket.connect(target);
            TcpConnection connection = new TcpConnection(this.processor, socket, target, open);
            this.connections.put(target, connection);
            this.processor.add(connection, open ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
            return connection;
        } catch (IOException | RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    /** A connection that a peer has made. */
    TcpConnection accepted(SocketChannel socket) throws IOException {
        configure(socket);
        TcpConnection connection = new TcpConnection(this.processor, socket, (InetSocketAddress) socket.getRemoteAddress(), true);
        this.connections.put(connection.remote(), connection);
        return connection;
    }

    /** Forgets a connection and closes its socket. */
    void remove(TcpConnection connection) {
        this.connections.remove(connection.remote(), connection);
        try {
            connection.socket().close();
        } catch (IOException failure) {
            StackLog.LOGGER.tracef(failure, "Closing the connection to %s", connection.remote());
        }
    }

    void closeAll(IOException cause) {
        List.copyOf(this.connections.values()).forEach(connection -> connection.close(cause));
    }

    private static void configure(SocketChannel socket) throws IOException {
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
}
