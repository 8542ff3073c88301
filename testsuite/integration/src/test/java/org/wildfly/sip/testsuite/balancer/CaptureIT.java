/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.Operations;
import org.wildfly.sip.testsuite.balancer.harness.Peer;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;

/** Messages are sent to Homer (HEPv3 over UDP) and kept for the operations port, without secrets. */
class CaptureIT {
    private static final String HEP = "HEP3";
    private static final int FAMILY = 1;
    private static final int PROTOCOL = 2;
    private static final int FROM_PORT = 7;
    private static final int TO_PORT = 8;
    private static final int ID = 12;
    private static final int PASSWORD = 14;
    private static final int PAYLOAD = 15;

    private static DatagramSocket homer;
    private static StartedBalancer balancer;

    @BeforeAll
    static void start() throws Exception {
        homer = new DatagramSocket(0, InetAddress.getByName(StartedBalancer.HOST));
        homer.setSoTimeout(Peer.PATIENCE);
        balancer = StartedBalancer.start("capture", "operationsPort={operations}", "captureBufferSize=100000", "hepHost=127.0.0.1",
                "hepPort=" + homer.getLocalPort(), "hepId=7", "hepPassword=for homer");
    }

    @AfterAll
    static void stop() throws Exception {
        balancer.close();
        homer.close();
    }

    @AfterEach
    void dismiss() throws Exception {
        balancer.dismiss();
    }

    /** The chunks of the next packet, by type. */
    private static Map<Integer, ByteBuffer> packet() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        homer.receive(packet);
        ByteBuffer bytes = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        byte[] magic = new byte[HEP.length()];
        bytes.get(magic);
        assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo(HEP);
        assertThat(bytes.getShort() & 0xffff).isEqualTo(packet.getLength());
        Map<Integer, ByteBuffer> chunks = new TreeMap<>();
        while (bytes.hasRemaining()) {
            assertThat(bytes.getShort()).as("vendor").isZero();
            int type = bytes.getShort();
            int length = bytes.getShort() - 6;
            chunks.put(type, bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
        }
        return chunks;
    }

    private static String text(ByteBuffer chunk) {
        return StandardCharsets.UTF_8.decode(chunk.duplicate()).toString();
    }

    private static int port(ByteBuffer chunk) {
        return chunk.getShort(0) & 0xffff;
    }

    private static void assertMessage(Map<Integer, ByteBuffer> packet, int from, int to, int protocol, String startLine) {
        assertThat(packet.get(FAMILY).get(0)).as("IPv4").isEqualTo((byte) 2);
        assertThat(packet.get(PROTOCOL).get(0)).isEqualTo((byte) protocol);
        assertThat(port(packet.get(FROM_PORT))).isEqualTo(from);
        assertThat(port(packet.get(TO_PORT))).isEqualTo(to);
        assertThat(packet.get(ID).getInt(0)).isEqualTo(7);
        assertThat(text(packet.get(PASSWORD))).isEqualTo("for homer");
        assertThat(text(packet.get(PAYLOAD))).startsWith(startLine).doesNotContain("5ecret");
    }

    @Test
    void eachMessageIsSentAsItCameAndAsItLeftWithoutSecrets() throws Exception {
        BalancedNode node = balancer.node("n1");
        try (Peer phone = balancer.tcpPhone()) {
            SipText request = phone.request("REGISTER", "sip:example.com")
                    .with("Authorization: Digest username=\"alice\", response=\"5ecret\"");
            phone.send(request);
            assertThat(node.answer(200).header("Authorization")).as("what the node gets").contains("5ecret");
            assertThat(phone.receive().status()).isEqualTo(200);
            int client = phone.address().getPort();
            int server = node.sip().address().getPort();
            assertMessage(packet(), client, balancer.port("external"), 6, "REGISTER ");
            assertMessage(packet(), balancer.port("internal"), server, 17, "REGISTER ");
            assertMessage(packet(), server, balancer.port("internal"), 17, "SIP/2.0 200 ");
            assertMessage(packet(), balancer.port("external"), client, 6, "SIP/2.0 200 ");
            Operations operations = new Operations(balancer);
            await().untilAsserted(() -> assertThat(operations.get("/capture?contains=" + request.header("Call-ID")).body())
                    .contains("REGISTER ", "SIP/2.0 200 ").doesNotContain("5ecret"));
            assertThat(operations.get("/capture?contains=nobody").body()).doesNotContain("SIP/2.0");
        }
    }
}
