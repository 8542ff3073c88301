/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A peer on one connection, which it has made or taken; over TCP, or TLS with the socket of another. */
public final class StreamPeer extends ConnectedPeer {
    public StreamPeer(String transport, Socket socket) throws IOException {
        super(transport, socket);
    }

    /** Connects over TCP. */
    public static StreamPeer connect(InetSocketAddress to) throws IOException {
        return new StreamPeer("TCP", new Socket(to.getAddress(), to.getPort()));
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        this.socket.getOutputStream().write(bytes);
    }

    /** The next message, of those whose Content-Length is right; keep-alives before it are skipped. */
    @Override
    public SipText receive() throws IOException {
        InputStream in = this.socket.getInputStream();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!endsWithEmptyLine(bytes)) {
            bytes.write(byteOf(in));
            if (bytes.size() == 2 && bytes.toString(StandardCharsets.ISO_8859_1).equals("\r\n")) {
                bytes.reset();
            }
        }
        SipText head = SipText.of(bytes.toByteArray());
        String length = head.header("Content-Length") == null ? head.header("l") : head.header("Content-Length");
        bytes.write(in.readNBytes(Integer.parseInt(length)));
        return SipText.of(bytes.toByteArray());
    }

    /** The next line of whatever comes, which need not be SIP. */
    public String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = byteOf(this.socket.getInputStream()); b != '\n'; b = byteOf(this.socket.getInputStream())) {
            line.append((char) b);
        }
        return line.toString().strip();
    }

    private static boolean endsWithEmptyLine(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
    }

    private static int byteOf(InputStream in) throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the balancer has closed the connection");
        }
        return b;
    }

    /** True if the other side closes the connection, without a word. */
    public boolean isClosed() throws IOException {
        try {
            return this.socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }
}
