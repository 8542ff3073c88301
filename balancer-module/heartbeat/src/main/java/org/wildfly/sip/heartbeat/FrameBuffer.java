/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Gathers bytes of a connection until a frame is complete. Holds no more than the declared length of one frame, and takes no declared
 * length over the limit.
 */
final class FrameBuffer {
    /** The longest frame (length field not counted) of a registered partner. */
    static final int LIMIT = 64 * 1024;
    /** The longest frame of a partner that has not proved anything yet. */
    static final int HANDSHAKE_LIMIT = 4 * 1024;

    private static final int LENGTH_FIELD = 4;

    private ByteBuffer buffer = ByteBuffer.allocate(512);
    private int limit = HANDSHAKE_LIMIT;

    void raiseLimit() {
        this.limit = LIMIT;
    }

    /**
     * Reads what is there.
     *
     * @return false if nothing was there
     * @throws EOFException if the other side has closed
     */
    boolean fill(ReadableByteChannel channel) throws IOException {
        int read = channel.read(this.buffer);
        if (read < 0) {
            throw new EOFException("connection closed");
        }
        return read > 0;
    }

    /**
     * Takes the next complete frame out: type, payload and MAC, or null if there is none yet.
     */
    ByteBuffer next() throws ProtocolException {
        if (this.buffer.position() < LENGTH_FIELD) {
            return null;
        }
        int length = this.buffer.getInt(0);
        if (length < 1 || length > this.limit) {
            throw new ProtocolException("a frame of " + length + " bytes");
        }
        int end = LENGTH_FIELD + length;
        if (this.buffer.position() < end) {
            if (this.buffer.capacity() < end) {
                this.buffer = ByteBuffer.allocate(end).put(this.buffer.flip());
            }
            return null;
        }
        byte[] frame = new byte[length];
        this.buffer.flip().position(LENGTH_FIELD).get(frame);
        this.buffer.compact();
        return ByteBuffer.wrap(frame);
    }
}
