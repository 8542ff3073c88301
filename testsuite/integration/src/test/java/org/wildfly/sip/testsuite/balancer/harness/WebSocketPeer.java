/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client over WebSocket (RFC 6455, RFC 7118), by hand; a message a binary frame. */
public final class WebSocketPeer implements Peer {
    private static final int BINARY = 0x82;
    private static final int CLOSE = 8;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;

    private final String transport;
    private final Socket socket;
    private final DataInputStream in;

    /** Shakes hands over a connection, of TCP or TLS. */
    public WebSocketPeer(String transport, Socket socket) throws IOException {
        this.transport = transport;
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE);
        this.in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: " + StartedBalancer.HOST + ':' + socket.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        String answer = head(this.in);
        if (!answer.startsWith("HTTP/1.1 101 ") || !answer.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) {
            throw new IOException("no WebSocket: " + answer);
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
    public String transport() {
        return this.transport;
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) this.socket.getLocalSocketAddress();
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(bytes.length + 8).put((byte) BINARY);
        if (bytes.length < LENGTH_16) {
            frame.put((byte) (MASKED | bytes.length));
        } else {
            frame.put((byte) (MASKED | LENGTH_16)).putShort((short) bytes.length);
        }
        // A mask of zeros changes nothing.
        frame.putInt(0).put(bytes);
        this.socket.getOutputStream().write(frame.array(), 0, frame.position());
    }

    @Override
    public SipText receive() throws IOException {
        int first = this.in.readUnsignedByte();
        int length = this.in.readUnsignedByte();
        length = length == LENGTH_16 ? this.in.readUnsignedShort() : length;
        byte[] payload = new byte[length];
        this.in.readFully(payload);
        if ((first & 0xf) == CLOSE) {
            throw new EOFException("the balancer has closed the WebSocket");
        }
        return (first & 0xf) > CLOSE ? receive() : SipText.of(payload);
    }

    @Override
    public boolean isQuiet() throws IOException {
        this.socket.setSoTimeout(QUIET);
        try {
            this.in.readByte();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            this.socket.setSoTimeout(PATIENCE);
        }
    }

    @Override
    public void close() throws IOException {
        this.socket.close();
    }
}
