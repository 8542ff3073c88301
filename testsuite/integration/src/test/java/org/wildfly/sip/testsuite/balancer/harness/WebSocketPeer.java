/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A peer over WebSocket (RFC 6455, RFC 7118), by hand, as client or as server; a message a binary frame. */
public final class WebSocketPeer extends ConnectedPeer {
    private static final int BINARY = 0x82;
    private static final int CLOSE = 8;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;

    private final DataInputStream frames;
    /** What clients must say and servers must not (RFC 6455 section 5.1). */
    private final boolean masks;

    private WebSocketPeer(String transport, Socket socket, boolean masks) throws IOException {
        super(transport, socket);
        this.masks = masks;
        this.frames = new DataInputStream(this.in);
    }

    /** A client that shakes hands over a connection, of TCP or TLS. */
    public WebSocketPeer(String transport, Socket socket) throws IOException {
        this(transport, socket, true);
        socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: " + StartedBalancer.HOST + ':' + socket.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        String answer = head(this.in);
        if (!answer.startsWith("HTTP/1.1 101 ") || !answer.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) {
            throw new IOException("no WebSocket: " + answer);
        }
    }

    /** A server that shakes hands with whom it has accepted a connection from. */
    public static WebSocketPeer accept(String transport, Socket socket) throws IOException {
        WebSocketPeer server = new WebSocketPeer(transport, socket, false);
        String request = head(server.in);
        String key = request.replaceFirst("(?is).*\r\nSec-WebSocket-Key: *([^\r]*)\r\n.*", "$1");
        String accept = Base64.getEncoder().encodeToString(sha1(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
        socket.getOutputStream().write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept + "\r\nSec-WebSocket-Protocol: sip\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return server;
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < 4 || !text.substring(text.length() - 4).equals("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("connection closed after " + text);
            }
            text.append((char) b);
        }
        return text.toString();
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(bytes.length + 8).put((byte) BINARY);
        int mask = this.masks ? MASKED : 0;
        if (bytes.length < LENGTH_16) {
            frame.put((byte) (mask | bytes.length));
        } else {
            frame.put((byte) (mask | LENGTH_16)).putShort((short) bytes.length);
        }
        if (this.masks) {
            // Zeros change nothing.
            frame.putInt(0);
        }
        frame.put(bytes);
        this.socket.getOutputStream().write(frame.array(), 0, frame.position());
    }

    @Override
    public SipText receive() throws IOException {
        int first = this.frames.readUnsignedByte();
        int second = this.frames.readUnsignedByte();
        int length = second & ~MASKED;
        byte[] payload = new byte[length == LENGTH_16 ? this.frames.readUnsignedShort() : length];
        byte[] mask = new byte[4];
        if ((second & MASKED) != 0) {
            this.frames.readFully(mask);
        }
        this.frames.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        if ((first & 0xf) == CLOSE) {
            throw new EOFException("the balancer has closed the WebSocket");
        }
        return (first & 0xf) > CLOSE ? receive() : SipText.of(payload);
    }
}
