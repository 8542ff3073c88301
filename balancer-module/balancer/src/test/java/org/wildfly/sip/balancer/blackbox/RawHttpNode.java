/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ServerSocketFactory;

/**
 * A node that does with connections what a test wants.
 */
final class RawHttpNode implements AutoCloseable {

    /** Serves a connection. */
    interface Behaviour {
        void serve(Socket socket) throws Exception;
    }

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    RawHttpNode(Behaviour behaviour) throws IOException {
        this(ServerSocketFactory.getDefault(), behaviour);
    }

    RawHttpNode(ServerSocketFactory factory, Behaviour behaviour) throws IOException {
        this.server = factory.createServerSocket(0, 200, InetAddress.getByName(Balancer.HOST));
        start(() -> {
            while (true) {
                Socket socket = this.server.accept();
                this.sockets.add(socket);
                start(() -> behaviour.serve(socket));
            }
        });
    }

    int port() {
        return this.server.getLocalPort();
    }

    /** How many connections the balancer has made. */
    int connections() {
        return this.sockets.size();
    }

    /** The header of a request, up to the empty line; empty if the connection has been closed. */
    static String readHeader(InputStream in) throws IOException {
        StringBuilder header = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            header.append((char) c);
            if (header.length() >= 4 && header.substring(header.length() - 4).equals("\r\n\r\n")) {
                return header.toString();
            }
        }
        return "";
    }

    static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                // Closed, by the test or by the balancer.
                Thread.currentThread().interrupt();
            }
        }, "raw HTTP node");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        this.server.close();
        for (Socket socket : this.sockets) {
            socket.close();
        }
    }

    private interface Work {
        void run() throws Exception;
    }
}
