/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A peer on one connection, which it has made or taken; over TCP, or TLS with the socket of another. */
public final class StreamPeer implements Peer {
    private final String transport;
    private final Socket socket;
    private final InputStream in;

    public StreamPeer(String transport, Socket socket) throws IOException {
        this.transport = transport;
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects over TCP. */
    public static StreamPeer connect(InetSocketAddress to) throws IOException {
        return new StreamPeer("TCP", new Socket(to.getAddress(), to.getPort()));
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

    private int next() throws IOException {
        int b = this.in.read();
        if (b < 0) {
            throw new EOFException("the balancer has closed the connection");
        }
        return b;
    }

    @Override
    public boolean isQuiet() throws IOException {
        this.socket.setSoTimeout(QUIET);
        try {
            this.in.read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            this.socket.setSoTimeout(PATIENCE);
        }
    }

    /** True if the other side closes the connection, without a word. */
    public boolean isClosed() throws IOException {
        try {
            return this.in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        this.socket.close();
    }
}
