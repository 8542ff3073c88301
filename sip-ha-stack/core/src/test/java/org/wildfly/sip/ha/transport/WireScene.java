/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.wildfly.sip.ha.stack.TestNode;
import org.wildfly.sip.ha.work.SessionQueues;

/** A node on the wire, and phones that speak to it. */
abstract class WireScene {
    static final InetAddress LOCALHOST = InetAddress.getLoopbackAddress();

    static TestNode node(String transport, Map<String, String> settings) throws Exception {
        return new TestNode(transport, SessionQueues.Limits.DEFAULT, InboundHandler.DIRECT, settings);
    }

    void assertAlive(TestNode node) throws Exception {
        node.onRequest = event -> node.answer(event, 200, 10);
        int before = node.responses.size();
        node.send(node.request("OPTIONS", node.port(), "alive"), 500);
        await().until(() -> node.responses.size() == before + 1);
    }

    static String options(String version, String callId) {
        return "OPTIONS sip:x@127.0.0.1 " + version + "\r\nVia: SIP/2.0/UDP 127.0.0.1;rport;branch=z9hG4bK" + callId
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: " + callId
                + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
    }

    static DatagramSocket phone() throws IOException {
        DatagramSocket phone = new DatagramSocket(0, LOCALHOST);
        phone.setSoTimeout(5_000);
        return phone;
    }

    static void send(DatagramSocket phone, TestNode node, String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        phone.send(new DatagramPacket(bytes, bytes.length, LOCALHOST, node.port()));
    }

    static String receive(DatagramSocket phone) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        phone.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    static boolean silent(DatagramSocket phone) throws IOException {
        try {
            receive(phone);
            return false;
        } catch (SocketTimeoutException expected) {
            return true;
        }
    }

    static String read(Socket phone, java.util.function.Predicate<String> complete) throws IOException {
        phone.setSoTimeout(5_000);
        InputStream input = phone.getInputStream();
        StringBuilder text = new StringBuilder();
        while (!complete.test(text.toString())) {
            int next = input.read();
            assertThat(next).as("after " + text).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }
}
