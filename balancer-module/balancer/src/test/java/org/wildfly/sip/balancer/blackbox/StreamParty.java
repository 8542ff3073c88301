/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLContext;

import org.wildfly.sip.heartbeat.Transport;

/**
 * A phone or a node on TCP or TLS: listens, and has one connection, which it has made or taken.
 */
class StreamParty extends Party {
    private final ServerSocket server;
    private final SSLContext tls;
    private Socket socket;

    /**
     * @param tls null for TCP
     */
    StreamParty(Transport transport, String host, SSLContext tls) throws IOException {
        super(transport);
        this.tls = tls;
        InetAddress address = InetAddress.getByName(host);
        this.server = tls == null ? new ServerSocket(0, 10, address) : tls.getServerSocketFactory().createServerSocket(0, 10, address);
        this.server.setSoTimeout(PATIENCE);
    }

    @Override
    InetSocketAddress address() {
        return new InetSocketAddress(this.server.getInetAddress(), this.server.getLocalPort());
    }

    @Override
    void connect(InetSocketAddress to) throws IOException {
        this.socket = this.tls == null
                ? new Socket(to.getAddress(), to.getPort())
                : this.tls.getSocketFactory().createSocket(to.getAddress(), to.getPort());
        this.socket.setTcpNoDelay(true);
        this.socket.setSoTimeout(PATIENCE);
    }

    @Override
    void accept() throws IOException {
        if (this.socket == null) {
            this.socket = this.server.accept();
            this.socket.setSoTimeout(PATIENCE);
        }
    }

    @Override
    void send(Message message) throws IOException {
        write(message.text().getBytes(StandardCharsets.ISO_8859_1));
    }

    final void write(byte[] bytes) throws IOException {
        this.socket.getOutputStream().write(bytes);
        this.socket.getOutputStream().flush();
    }

    @Override
    Message receive() throws IOException {
        String head = readHead();
        int length = Integer.parseInt(new Message(head).header("Content-Length"));
        return new Message(head + new String(read(length), StandardCharsets.ISO_8859_1));
    }

    /** Up to the next empty line. */
    final String readHead() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < 4 || !text.substring(text.length() - 4).equals("\r\n\r\n")) {
            text.append((char) (read(1)[0] & 0xff));
        }
        return text.toString();
    }

    final byte[] read(int length) throws IOException {
        byte[] bytes = this.socket.getInputStream().readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    /** The address from which its connection goes. */
    final InetSocketAddress local() {
        return (InetSocketAddress) this.socket.getLocalSocketAddress();
    }

    @Override
    void hangUp() throws IOException {
        this.socket.close();
        this.socket = null;
    }

    @Override
    public void close() throws IOException {
        this.server.close();
        if (this.socket != null) {
            this.socket.close();
        }
    }
}
