/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.wildfly.sip.ha.logging.StackLog;

/**
 * A TCP connection: what waits to be written to it, and what was read of the next message. Any thread sends; only the processor's thread reads,
 * connects and watches its age.
 */
final class TcpConnection {
    private final TcpProcessor processor;
    private final SocketChannel socket;
    private final InetSocketAddress remote;
    private final StreamFramer framer;
    private final Deque<Outbound> waiting = new ArrayDeque<>();
    private ByteBuffer writing;
    private int waitingBytes;
    private State state;
    private volatile long lastActivity = System.nanoTime();
    private long messageBegan;

    private enum State {
        CONNECTING, OPEN, CLOSED
    }

    TcpConnection(TcpProcessor processor, SocketChannel socket, InetSocketAddress remote, boolean open) {
        this.processor = processor;
        this.socket = socket;
        this.remote = remote;
        this.framer = new StreamFramer(processor.settings().maxMessageSize());
        this.state = open ? State.OPEN : State.CONNECTING;
    }

    SocketChannel socket() {
        return this.socket;
    }

    InetSocketAddress remote() {
        return this.remote;
    }

    /**
     * Sends a message, or keeps it until the connection is made or writable.
     *
     * @return false if the connection is closed
     */
    boolean send(Outbound message) {
        boolean full;
        synchronized (this) {
            if (this.state == State.CLOSED) {
                return false;
            }
            full = this.waitingBytes + message.bytes().length > this.processor.settings().writeQueue();
            if (!full) {
                this.waiting.addLast(message);
                this.waitingBytes += message.bytes().length;
                this.writeOrWatch();
            }
        }
        if (full) {
            this.processor.failed(message, new IOException(StackLog.LOGGER.writeQueueFull(this.remote.toString())));
        }
        return true;
    }

    /** Writes what waits; called by the processor's thread when there is room again. */
    synchronized void writable() {
        if (this.state == State.OPEN) {
            this.writeOrWatch();
        }
    }

    /** The connection is made; called by the processor's thread. */
    synchronized void connected() {
        this.state = State.OPEN;
        this.lastActivity = System.nanoTime();
        this.writeOrWatch();
    }

    /** Whether something waits to be written. */
    synchronized boolean wantsToWrite() {
        return this.state == State.OPEN && !this.waiting.isEmpty();
    }

    private void writeOrWatch() {
        if (this.state != State.OPEN) {
            return;
        }
        try {
            if (!this.write()) {
                this.processor.watch(this);
            }
        } catch (IOException failure) {
            // closing tells the transactions, which takes locks of its own: not here
            this.processor.execute(() -> this.close(failure));
        }
    }

    private boolean write() throws IOException {
        while (!this.waiting.isEmpty()) {
            Outbound message = this.waiting.peekFirst();
            if (this.writing == null) {
                this.writing = ByteBuffer.wrap(message.bytes());
            }
            this.socket.write(this.writing);
            if (this.writing.hasRemaining()) {
                return false;
            }
            this.writing = null;
            this.waiting.removeFirst();
            this.waitingBytes -= message.bytes().length;
            this.lastActivity = System.nanoTime();
            this.processor.sent(message);
        }
        return true;
    }

    /** Takes what was read; called by the processor's thread. */
    void read(ByteBuffer bytes, Intake intake) throws FramingException {
        long now = System.nanoTime();
        this.lastActivity = now;
        while (bytes.hasRemaining()) {
            if (!this.framer.isInMessage()) {
                this.messageBegan = now;
            }
            this.framer.fill(bytes);
            for (byte[] message = this.framer.next(); message != null; message = this.framer.next()) {
                this.messageBegan = now;
                this.take(message, intake);
            }
        }
    }

    private void take(byte[] message, Intake intake) {
        if (message == StreamFramer.PING) {
            this.processor.counters().countKeepAlive();
            this.send(Outbound.of(new byte[]{'\r', '\n'}, this.remote));
        } else {
            intake.take(message, new TcpChannel(this.processor, this.remote, this));
        }
    }

    /** Whether it has been idle, or in the middle of something, for too long. */
    boolean isOverdue(long now) {
        TransportSettings settings = this.processor.settings();
        synchronized (this) {
            if (this.state == State.CONNECTING) {
                return now - this.lastActivity > settings.connectMillis() * 1_000_000L;
            }
        }
        return now - this.lastActivity > settings.idleMillis() * 1_000_000L
                || this.framer.isInMessage() && now - this.messageBegan > settings.messageMillis() * 1_000_000L;
    }

    /** What is to be said of a connection that {@linkplain #isOverdue(long) is overdue}. */
    synchronized IOException overdue() {
        String peer = this.remote.toString();
        return new IOException(this.state == State.CONNECTING
                ? StackLog.LOGGER.connectTimeout(peer, this.processor.settings().connectMillis())
                : StackLog.LOGGER.connectionClosed(peer));
    }

    /** Whether bytes of an incomplete message were read. */
    boolean isInMessage() {
        return this.framer.isInMessage();
    }

    /**
     * Closes the connection. What waits is tried once more on a new connection if this one had been made, otherwise it has failed.
     *
     * @param cause why
     */
    void close(IOException cause) {
        List<Outbound> unsent;
        boolean wasOpen;
        boolean partial;
        synchronized (this) {
            if (this.state == State.CLOSED) {
                return;
            }
            wasOpen = this.state == State.OPEN;
            partial = this.writing != null && this.writing.position() > 0;
            this.state = State.CLOSED;
            unsent = new ArrayList<>(this.waiting);
            this.waiting.clear();
        }
        this.processor.forget(this);
        for (int i = 0; i < unsent.size(); i++) {
            Outbound message = unsent.get(i);
            if (wasOpen && !(partial && i == 0) && message.callId() != null && message.retry()) {
                this.processor.send(message);
            } else {
                this.processor.failed(message, cause);
            }
        }
    }
}
