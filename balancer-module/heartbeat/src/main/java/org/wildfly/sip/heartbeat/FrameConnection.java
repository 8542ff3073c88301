/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

import javax.net.ssl.SSLEngine;

/**
 * One non-blocking connection that carries frames. Confined to the thread of its loop.
 */
final class FrameConnection {
    /** Frames are small and few; a partner that lets this many lie is stuck. */
    private static final int MAX_UNSENT = 1024;

    private final SocketChannel channel;
    private final Wire wire;
    private final SelectionKey key;
    private final FrameBuffer incoming = new FrameBuffer();
    private final Queue<ByteBuffer> unsent = new ArrayDeque<>();
    private SessionKeys keys;
    private boolean closeWhenSent;

    /**
     * @param engine for TLS, or null
     */
    FrameConnection(SocketChannel channel, SelectionKey key, SSLEngine engine) throws IOException {
        this.channel = channel;
        this.wire = engine == null ? new PlainWire(channel) : new TlsWire(channel, engine);
        this.key = key;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** From now on frames carry a MAC, in both directions. */
    void secure(SessionKeys keys) {
        this.keys = keys;
    }

    /** The other side is known: it may send longer frames. */
    void trust() {
        this.incoming.raiseLimit();
    }

    InetAddress peer() throws IOException {
        SocketAddress remote = this.channel.getRemoteAddress();
        if (remote instanceof InetSocketAddress address) {
            return address.getAddress();
        }
        throw new IOException("connection closed");
    }

    void send(FrameType type, byte[] payload) throws IOException {
        send(type, payload, this.keys == null ? new byte[0] : this.keys.seal(type.code(), payload));
    }

    /** Sends a frame that never carries a MAC. */
    void sendPlain(FrameType type, byte[] payload) throws IOException {
        send(type, payload, new byte[0]);
    }

    private void send(FrameType type, byte[] payload, byte[] mac) throws IOException {
        if (this.closeWhenSent) {
            return;
        }
        if (this.unsent.size() >= MAX_UNSENT) {
            throw new IOException("the other side does not read");
        }
        int length = 1 + payload.length + mac.length;
        this.unsent.add(ByteBuffer.allocate(4 + length).putInt(length).put(type.code()).put(payload).put(mac).flip());
        flush();
    }

    /** Sends what waits, as far as the other side takes it. */
    void flush() throws IOException {
        for (ByteBuffer next = this.unsent.peek(); next != null; next = this.unsent.peek()) {
            this.wire.write(next);
            if (next.hasRemaining()) {
                break;
            }
            this.unsent.remove();
        }
        if (this.unsent.isEmpty() && this.closeWhenSent) {
            close();
        } else {
            boolean blocked = this.wire.isBlocked(!this.unsent.isEmpty());
            this.key.interestOps(blocked ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    /** Reads what is there. False if nothing was. */
    boolean fill() throws IOException {
        boolean something = this.incoming.fill(this.wire);
        // What was read may have been what sending had to wait for.
        flush();
        return something;
    }

    /** The next complete frame, its MAC checked, or null. */
    Frame next() throws ProtocolException {
        ByteBuffer raw = this.incoming.next();
        if (raw == null) {
            return null;
        }
        byte code = raw.get();
        FrameType type = FrameType.of(code);
        boolean sealed = this.keys != null && type != FrameType.REFUSED;
        int macLength = sealed ? SessionKeys.MAC_LENGTH : 0;
        if (raw.remaining() < macLength) {
            throw new ProtocolException("frame without MAC");
        }
        byte[] payload = new byte[raw.remaining() - macLength];
        byte[] mac = new byte[macLength];
        raw.get(payload).get(mac);
        if (sealed && !this.keys.verify(code, payload, mac)) {
            throw new WrongSecretException();
        }
        return new Frame(type, payload);
    }

    /** Closes as soon as everything is sent; nothing more can be sent. */
    void closeWhenSent() throws IOException {
        this.closeWhenSent = true;
        flush();
    }

    void close() {
        HeartbeatLoop.closeQuietly(this.wire);
    }

    boolean isOpen() {
        return this.channel.isOpen();
    }
}
