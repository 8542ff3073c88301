/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.EOFException;
import java.io.IOException;
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
        StringBuilder bytes = new StringBuilder();
        while (bytes.length() < 4 || bytes.lastIndexOf("\r\n\r\n") != bytes.length() - 4) {
            bytes.append((char) next());
            if (bytes.length() == 2 && bytes.indexOf("\r\n") == 0) {
                bytes.setLength(0);
            }
        }
        SipText head = new SipText(bytes.toString());
        String length = head.header("Content-Length") == null ? head.header("l") : head.header("Content-Length");
        byte[] body = this.in.readNBytes(Integer.parseInt(length));
        return new SipText(bytes + new String(body, StandardCharsets.ISO_8859_1));
    }

    /** The next line of whatever comes, which need not be SIP. */
    public String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = next(); b != '\n'; b = next()) {
            line.append((char) b);
        }
        return line.toString().strip();
    }

    private int next() throws IOException {
        int b = this.in.read();
        if (b < 0) {
            throw new EOFException("the balancer has closed the connection");
        }
        return b;
    }

    /** True if the other side closes the connection, without a word. */
    public boolean isClosed() throws IOException {
        try {
            return this.in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }
}
