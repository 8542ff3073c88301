/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * A phone or a node on TCP: listens, and has one connection, which it has made or taken.
 */
final class TcpPeer implements AutoCloseable {
    private static final int PATIENCE = 5000;

    private final ServerSocket server;
    private Socket socket;

    TcpPeer() throws IOException {
        this(0);
    }

    TcpPeer(int port) throws IOException {
        this.server = new ServerSocket(port, 10, InetAddress.getByName(Balancer.HOST));
        this.server.setSoTimeout(PATIENCE);
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return new InetSocketAddress(Balancer.HOST, this.server.getLocalPort());
    }

    TcpPeer connect(InetSocketAddress to) throws IOException {
        this.socket = new Socket(to.getAddress(), to.getPort());
        this.socket.setTcpNoDelay(true);
        this.socket.setSoTimeout(PATIENCE);
        return this;
    }

    TcpPeer accept() throws IOException {
        this.socket = this.server.accept();
        this.socket.setSoTimeout(PATIENCE);
        return this;
    }

    Message request(String method, String uri) {
        return Message.request(method, uri, "TCP", address());
    }

    TcpPeer send(Message message) throws IOException {
        return send(message.text());
    }

    TcpPeer send(String text) throws IOException {
        this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** The next message, of those whose Content-Length is right. */
    Message receive() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < 4 || !text.substring(text.length() - 4).equals("\r\n\r\n")) {
            text.append((char) byteOf(this.socket.getInputStream()));
        }
        int length = Integer.parseInt(new Message(text.toString()).header("Content-Length"));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(this.socket.getInputStream().readNBytes(length));
        return new Message(text + body.toString(StandardCharsets.ISO_8859_1));
    }

    /** The next bytes as text. */
    String read(int length) throws IOException {
        return new String(this.socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    /** True if the other side closes the connection, whatever it says before. */
    boolean isClosed() throws IOException {
        try {
            this.socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketException e) {
            return true;
        }
    }

    /** True if nothing comes for a while. */
    boolean isQuiet() throws IOException {
        this.socket.setSoTimeout(200);
        try {
            this.socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            this.socket.setSoTimeout(PATIENCE);
        }
    }

    void hangUp() throws IOException {
        this.socket.close();
    }

    @Override
    public void close() throws IOException {
        this.server.close();
        if (this.socket != null) {
            this.socket.close();
        }
    }

    private static int byteOf(InputStream in) throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException();
        }
        return b;
    }
}
