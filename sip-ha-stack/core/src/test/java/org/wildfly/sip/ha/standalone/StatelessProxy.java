/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.standalone;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** A record-routing stateless proxy over UDP, of the kind that stands before nodes; requests for its own address go to one of them. */
final class StatelessProxy implements AutoCloseable {
    private static final String CRLF = "\r\n";

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private volatile int node;

    StatelessProxy() throws IOException {
        Thread thread = new Thread(this::run, "test-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return this.socket.getLocalPort();
    }

    /** Says where requests without a further Route go. */
    void node(int port) {
        this.node = port;
    }

    private void run() {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        while (!this.socket.isClosed()) {
            try {
                packet.setLength(65_535);
                this.socket.receive(packet);
                this.forward(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            } catch (IOException | RuntimeException closed) {
                continue;
            }
        }
    }

    private void forward(String message) throws IOException {
        if (message.startsWith("SIP/")) {
            int via = message.indexOf("Via:");
            int end = message.indexOf(CRLF, via);
            int comma = message.indexOf(',', via);
            boolean joined = comma >= 0 && comma < end;
            String rest = message.substring(0, via) + (joined ? "Via: " + message.substring(comma + 1) : message.substring(end + 2));
            this.send(rest, port(rest.substring(rest.indexOf("Via:"))));
        } else {
            String own = "127.0.0.1:" + this.port();
            String branch = "z9hG4bK" + message.substring(message.indexOf("branch=z9hG4bK") + 14).split("[;\r]")[0] + "p";
            String text = message;
            int route = text.indexOf("Route: <sip:" + own);
            if (route >= 0 && text.charAt(route - 1) == '\n') {
                text = text.substring(0, route) + text.substring(text.indexOf(CRLF, route) + 2);
            }
            boolean toPhone = text.substring(0, text.indexOf(CRLF)).contains("phone");
            String head = "Via: SIP/2.0/UDP " + own + ";branch=" + branch + CRLF
                    + (text.startsWith("INVITE") ? "Record-Route: <sip:" + own + ";lr>" + CRLF : "");
            text = text.substring(0, text.indexOf(CRLF) + 2) + head + text.substring(text.indexOf(CRLF) + 2);
            this.send(text, toPhone ? port(text) : this.node);
        }
    }

    /** The port of the first host of this machine in a text. */
    private static int port(String text) {
        int start = text.indexOf("127.0.0.1:") + 10;
        int end = start;
        while (Character.isDigit(text.charAt(end))) {
            end++;
        }
        return Integer.parseInt(text.substring(start, end));
    }

    private void send(String text, int port) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        this.socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }

    @Override
    public void close() {
        this.socket.close();
    }
}
