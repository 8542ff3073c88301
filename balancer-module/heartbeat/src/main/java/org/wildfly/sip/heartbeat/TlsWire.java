/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * A wire with TLS. The checks of certificates are done on the loop's thread: they take milliseconds, and there are not many connections.
 */
final class TlsWire implements Wire {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer encryptedIn;
    private ByteBuffer clearIn;
    private final ByteBuffer encryptedOut;

    TlsWire(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        this.encryptedIn = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.clearIn = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).flip();
        this.encryptedOut = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        while (!this.clearIn.hasRemaining()) {
            if (!shake()) {
                return 0;
            }
            Status status = unwrap();
            if (status == Status.CLOSED) {
                return -1;
            }
            if (status == Status.BUFFER_UNDERFLOW) {
                int read = this.channel.read(this.encryptedIn);
                if (read <= 0) {
                    return read;
                }
            }
        }
        int length = Math.min(into.remaining(), this.clearIn.remaining());
        into.put(this.clearIn.slice(this.clearIn.position(), length));
        this.clearIn.position(this.clearIn.position() + length);
        return length;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && shake() && this.engine.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP) {
            if (wrap(bytes).getStatus() == Status.CLOSED) {
                throw new SSLException("the other side has ended TLS");
            }
        }
    }

    @Override
    public boolean isBlocked(boolean unsent) {
        return this.encryptedOut.hasRemaining() || unsent && this.engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    /** Does what this side owes to the handshake. False if the socket takes no more bytes now. */
    private boolean shake() throws IOException {
        while (flush()) {
            switch (this.engine.getHandshakeStatus()) {
                case NEED_TASK -> {
                    for (Runnable task = this.engine.getDelegatedTask(); task != null; task = this.engine.getDelegatedTask()) {
                        task.run();
                    }
                }
                case NEED_WRAP -> {
                    if (wrap(NOTHING).getStatus() == Status.CLOSED) {
                        return flush();
                    }
                }
                default -> {
                    return true;
                }
            }
        }
        return false;
    }

    private Status unwrap() throws SSLException {
        this.encryptedIn.flip();
        this.clearIn.clear();
        try {
            Status status = this.engine.unwrap(this.encryptedIn, this.clearIn).getStatus();
            if (status == Status.BUFFER_OVERFLOW) {
                this.clearIn = ByteBuffer.allocate(2 * this.clearIn.capacity());
            }
            return status;
        } finally {
            this.clearIn.flip();
            this.encryptedIn.compact();
        }
    }

    /** Only when all that was encrypted before is sent. */
    private SSLEngineResult wrap(ByteBuffer clear) throws IOException {
        this.encryptedOut.clear();
        try {
            return this.engine.wrap(clear, this.encryptedOut);
        } finally {
            this.encryptedOut.flip();
            flush();
        }
    }

    private boolean flush() throws IOException {
        if (this.encryptedOut.hasRemaining()) {
            this.channel.write(this.encryptedOut);
        }
        return !this.encryptedOut.hasRemaining();
    }

    @Override
    public boolean isOpen() {
        return this.channel.isOpen();
    }

    /** Tells the other side why, if it takes it at once. */
    @Override
    public void close() throws IOException {
        try {
            this.engine.closeOutbound();
            while (this.channel.isConnected() && flush() && !this.engine.isOutboundDone()) {
                if (wrap(NOTHING).bytesProduced() == 0) {
                    break;
                }
            }
        } finally {
            this.channel.close();
        }
    }
}
