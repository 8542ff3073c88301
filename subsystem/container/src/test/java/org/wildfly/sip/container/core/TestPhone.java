/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Predicate;

/** The least that can make a call: text in datagrams, one call at a time, no retransmission. */
final class TestPhone implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5_000;

    private final DatagramSocket socket;
    private final String callId = UUID.randomUUID().toString();
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private String remoteTag;
    private String remoteTarget;
    private int sequence;

    TestPhone() throws IOException {
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        this.socket.setSoTimeout(PATIENCE_MILLIS);
    }

    int port() {
        return this.socket.getLocalPort();
    }

    String callId() {
        return this.callId;
    }

    /** Sends a request of the call with the next CSeq number. */
    void request(InetSocketAddress node, String method) throws IOException {
        this.sequence++;
        this.request(node, method, this.sequence);
    }

    void ack(InetSocketAddress node) throws IOException {
        this.request(node, "ACK", this.sequence);
    }

    void request(InetSocketAddress node, String method, int number) throws IOException {
        String target = this.remoteTarget == null ? "sip:service@127.0.0.1:" + node.getPort() : this.remoteTarget;
        this.send(node,
                method + " " + target + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + this.port() + ";branch=z9hG4bK" + UUID.randomUUID()
                        + ";rport\r\nMax-Forwards: 70\r\nFrom: <sip:alice@example.com>;tag=" + this.tag
                        + "\r\nTo: <sip:service@example.com>"
                        + (this.remoteTag == null ? "" : ";tag=" + this.remoteTag) + "\r\nCall-ID: " + this.callId + "\r\nCSeq: " + number
                        + " " + method
                        + "\r\nContact: <sip:alice@127.0.0.1:" + this.port() + ">\r\nContent-Length: 0\r\n\r\n");
    }

    /** Answers a request that was received. */
    void answer(InetSocketAddress node, String request, int status, String toTag) throws IOException {
        StringBuilder response = new StringBuilder("SIP/2.0 " + status + " Answer\r\n");
        for (String line : request.split("\r\n")) {
            if (line.matches("(?i)(via|from|call-id|cseq|record-route):.*")) {
                response.append(line).append("\r\n");
            } else if (line.matches("(?i)to:.*")) {
                response.append(line).append(line.contains("tag=") ? "" : ";tag=" + toTag).append("\r\n");
            }
        }
        response.append("Contact: <sip:bob@127.0.0.1:").append(this.port()).append(">\r\nContent-Length: 0\r\n\r\n");
        this.send(node, response.toString());
    }

    private void send(InetSocketAddress node, String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        this.socket.send(new DatagramPacket(bytes, bytes.length, node));
    }

    /** Receives until a message fits; learns the other side's tag and target from 2xx to INVITE. */
    String expect(Predicate<String> fits) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        while (true) {
            this.socket.receive(packet);
            String message = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            if (fits.test(message)) {
                if (message.startsWith("SIP/2.0 200") && header(message, "CSeq").endsWith("INVITE")) {
                    this.remoteTag = header(message, "To").replaceAll(".*tag=([^;]+).*", "$1");
                    this.remoteTarget = header(message, "Contact").replaceAll(".*<([^>]+)>.*", "$1");
                }
                return message;
            }
        }
    }

    String expectResponse(int status, String method) throws IOException {
        return this.expect(message -> message.startsWith("SIP/2.0 " + status) && header(message, "CSeq").endsWith(method));
    }

    String expectRequest(String method) throws IOException {
        return this.expect(message -> message.startsWith(method + " "));
    }

    static String header(String message, String name) {
        for (String line : message.split("\r\n")) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    @Override
    public void close() {
        this.socket.close();
    }
}
