/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.rmi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.rmi.server.RMIServerSocketFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Makes server sockets that listen on one address, take connections from admitted addresses only, and not many of them: the threads of
 * RMI are as many as its connections.
 */
final class BoundedServerSockets implements RMIServerSocketFactory {
    private static final int MAX_CONNECTIONS = 64;

    private final InetAddress host;
    private final Predicate<InetAddress> admits;
    private volatile int port;

    BoundedServerSockets(InetAddress host, Predicate<InetAddress> admits) {
        this.host = host;
        this.admits = admits;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        ServerSocket server = new BoundedServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(this.host, port), MAX_CONNECTIONS);
        this.port = server.getLocalPort();
        return server;
    }

    /** The port of the last server socket. */
    int port() {
        return this.port;
    }

    private final class BoundedServerSocket extends ServerSocket {
        private final Set<Socket> open = ConcurrentHashMap.newKeySet();

        BoundedServerSocket() throws IOException {
            super();
        }

        @Override
        public Socket accept() throws IOException {
            while (true) {
                if (isClosed()) {
                    throw new SocketException("closed");
                }
                Socket socket = new CountedSocket(this.open);
                implAccept(socket);
                if (this.open.size() < MAX_CONNECTIONS && BoundedServerSockets.this.admits.test(socket.getInetAddress())) {
                    this.open.add(socket);
                    return socket;
                }
                socket.close();
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            for (Socket socket : this.open) {
                socket.close();
            }
        }
    }

    private static final class CountedSocket extends Socket {
        private final Set<Socket> open;

        CountedSocket(Set<Socket> open) {
            this.open = open;
        }

        @Override
        public synchronized void setSoTimeout(int timeout) throws SocketException {
            // RMI would keep a silent connection, and its thread, for two hours.
            super.setSoTimeout(timeout == 0 ? RmiHeartbeat.IDLE_MILLIS : Math.min(timeout, RmiHeartbeat.IDLE_MILLIS));
        }

        @Override
        public synchronized void close() throws IOException {
            this.open.remove(this);
            super.close();
        }
    }
}
