/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A TCP port that refuses connections, and that nobody else gets meanwhile: it is bound, but nobody listens.
 */
final class ClosedPort implements AutoCloseable {
    private final Socket socket = new Socket();

    ClosedPort() throws IOException {
        this(0);
    }

    ClosedPort(int port) throws IOException {
        this.socket.bind(new InetSocketAddress(Balancer.HOST, port));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) this.socket.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        this.socket.close();
    }
}
