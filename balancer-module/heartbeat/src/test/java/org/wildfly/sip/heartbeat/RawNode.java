/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A node that does by hand what a client does by itself, so that it can also do it wrong.
 */
final class RawNode implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final byte[] nonce = SessionKeys.nonce();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private SessionKeys keys;

    RawNode(InetSocketAddress server, String secret) throws IOException {
        this.socket = new Socket(server.getAddress(), server.getPort());
        this.socket.setSoTimeout(5000);
        this.in = new DataInputStream(this.socket.getInputStream());
        write(frame(FrameType.HELLO.code(), Hello.write(secret != null, this.nonce)));
        Hello challenge = Hello.read(read(), FrameType.CHALLENGE);
        if (secret != null) {
            this.keys = SessionKeys.ofNode(bytes(secret), this.nonce, challenge.nonce());
        }
    }

    static NodeDescription describe(String name) {
        return NodeDescription.of(name, "0", Map.of(Transport.UDP, new InetSocketAddress("0.0.0.0", 5080)));
    }

    static byte[] frame(int type, byte[] content) {
        return ByteBuffer.allocate(5 + content.length).putInt(1 + content.length).put((byte) type).put(content).array();
    }

    void register(String name) throws IOException {
        write(sealed(FrameType.REGISTER, new PayloadWriter().registration(describe(name), NodeState.UP).toBytes()));
        read().require(FrameType.WELCOME);
    }

    byte[] sealed(FrameType type, byte[] payload) {
        byte[] mac = this.keys == null ? new byte[0] : this.keys.seal(type.code(), payload);
        return frame(type.code(), ByteBuffer.allocate(payload.length + mac.length).put(payload).put(mac).array());
    }

    /** All that it has said so far. */
    byte[] sent() {
        return this.sent.toByteArray();
    }

    void write(byte[] bytes) throws IOException {
        this.sent.write(bytes);
        this.socket.getOutputStream().write(bytes);
    }

    boolean isClosedByServer() throws IOException {
        try {
            while (this.in.read() >= 0) {
                continue;
            }
            return true;
        } catch (SocketException e) {
            return true;
        }
    }

    private Frame read() throws IOException {
        byte[] content = new byte[this.in.readInt() - 1];
        byte type = this.in.readByte();
        this.in.readFully(content);
        return new Frame(FrameType.of(type), content);
    }

    @Override
    public void close() throws IOException {
        this.socket.close();
    }

    static byte[] bytes(String secret) {
        return secret == null ? null : secret.getBytes(StandardCharsets.UTF_8);
    }
}
