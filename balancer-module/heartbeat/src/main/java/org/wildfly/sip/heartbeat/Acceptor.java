/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/**
 * Hands over the connections that come to a port. Confined to the thread of its loop.
 */
final class Acceptor implements HeartbeatLoop.Handler {

    /** Takes a connection. */
    @FunctionalInterface
    interface Taker {
        void take(SocketChannel channel) throws IOException;
    }

    private final ServerSocketChannel server;
    private final Taker taker;
    private final Consumer<Exception> failures;

    Acceptor(ServerSocketChannel server, Taker taker, Consumer<Exception> failures) {
        this.server = server;
        this.taker = taker;
        this.failures = failures;
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        SocketChannel channel = this.server.accept();
        if (channel == null) {
            return;
        }
        try {
            this.taker.take(channel);
        } catch (IOException e) {
            // The connection's failure, not the acceptor's.
            HeartbeatLoop.closeQuietly(channel);
        }
    }

    @Override
    public void failed(Exception cause) {
        this.failures.accept(cause);
    }
}
