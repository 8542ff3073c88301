/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

/** The frames of the native heartbeat, and the payload of each: whatever comes is read or is a protocol error. */
public final class FramesTarget {
    private FramesTarget() {
    }

    /** Reads all frames that are there. */
    public static void read(byte[] data) throws IOException {
        FrameBuffer buffer = new FrameBuffer();
        try (ReadableByteChannel channel = Channels.newChannel(new ByteArrayInputStream(data))) {
            while (buffer.fill(channel)) {
                for (ByteBuffer raw = buffer.next(); raw != null; raw = buffer.next()) {
                    read(raw);
                }
            }
        } catch (EOFException | ProtocolException e) {
            // that is what shall happen
            return;
        }
    }

    private static void read(ByteBuffer raw) throws ProtocolException {
        FrameType type = FrameType.of(raw.get());
        byte[] payload = new byte[raw.remaining()];
        raw.get(payload);
        Frame frame = new Frame(type, payload);
        PayloadReader reader = frame.reader();
        if (type == null) {
            return;
        }
        switch (type) {
            case HELLO, CHALLENGE -> Hello.read(frame, type);
            case REGISTER -> reader.registration();
            case WELCOME -> reader.balancer();
            case STATE -> {
                reader.i64();
                reader.state();
            }
            case ACK, PING, PONG -> reader.i64();
            case NODE_DOWN -> reader.text();
            default -> reader.u8();
        }
    }
}
