/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A peer on one connection, whatever is spoken on it. */
abstract class ConnectedPeer implements Peer {
    final Socket socket;
    /** What comes, in large pieces. */
    final InputStream in;
    private final String transport;

    ConnectedPeer(String transport, Socket socket) throws IOException {
        this.transport = transport;
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    @Override
    public final String transport() {
        return this.transport;
    }

    @Override
    public final InetSocketAddress address() {
        return (InetSocketAddress) this.socket.getLocalSocketAddress();
    }

    @Override
    public final boolean isQuiet() throws IOException {
        this.socket.setSoTimeout(QUIET);
        try {
            this.in.read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            this.socket.setSoTimeout(PATIENCE);
        }
    }

    @Override
    public final void close() throws IOException {
        this.socket.close();
    }
}
