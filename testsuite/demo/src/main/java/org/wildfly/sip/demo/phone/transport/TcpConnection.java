/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.message.SipStream;

/** A TCP connection to one peer. On its event loop only. */
final class TcpConnection {
    private static final int READ_SIZE = 16384;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Consumer<SipMessage> messages;
    private final Consumer<String> garbage;
    private final BiConsumer<TcpConnection, String> closed;
    private final SipStream stream = new SipStream();
    private final Queue<ByteBuffer> output = new ArrayDeque<>();

    /**
     * Takes a channel that is connected or connecting.
     *
     * @param closed is told when the connection has gone, and why; null for the peer's wish
     */
    TcpConnection(InetSocketAddress peer, SocketChannel channel, EventLoop loop, Consumer<SipMessage> messages,
            Consumer<String> garbage, BiConsumer<TcpConnection, String> closed) throws IOException {
        this.channel = channel;
        this.messages = messages;
        this.garbage = garbage;
        this.closed = closed;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        int operations = channel.isConnected() ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT;
        this.key = loop.register(channel, operations, this::ready);
    }

    void send(byte[] bytes) {
        this.output.add(ByteBuffer.wrap(bytes));
        if (this.channel.isConnected()) {
            this.attempt(this::write);
        }
    }

    private void ready() {
        this.attempt(() -> {
            if (this.key.isConnectable()) {
                this.channel.finishConnect();
                this.write();
            } else {
                if (this.key.isReadable()) {
                    this.read();
                }
                if (this.key.isValid() && this.key.isWritable()) {
                    this.write();
                }
            }
        });
    }

    private void read() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(READ_SIZE);
        if (this.channel.read(buffer) < 0) {
            this.close();
        } else {
            this.stream.receive(buffer.flip(), this.messages);
        }
    }

    private void write() throws IOException {
        while (!this.output.isEmpty()) {
            this.channel.write(this.output.peek());
            if (this.output.peek().hasRemaining()) {
                this.key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            this.output.remove();
        }
        this.key.interestOps(SelectionKey.OP_READ);
    }

    private void attempt(IoAction action) {
        try {
            action.run();
        } catch (IOException e) {
            this.end(e.toString());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            this.garbage.accept(e.getMessage());
            this.end(null);
        }
    }

    void close() {
        this.end(null);
    }

    private void end(String problem) {
        try {
            this.channel.close();
        } catch (IOException e) {
            this.closed.accept(this, e.toString());
            return;
        }
        this.closed.accept(this, problem);
    }

    @FunctionalInterface
    private interface IoAction {
        void run() throws IOException;
    }
}
