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
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.ha.stack.TestNode;
import org.wildfly.sip.ha.transport.TransportCounters.Drop;
import org.wildfly.sip.ha.work.SessionQueues;

/** What a node does with bytes as they come from the network. */
class WireTest {
    private static final InetAddress LOCALHOST = InetAddress.getLoopbackAddress();

    @ParameterizedTest
    @ValueSource(strings = {"From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCSeq: 1 INVITE\r\n",
            "From: <<<\r\nTo: <sip:c@d>\r\nCSeq: 1 OPTIONS\r\n",
            "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCSeq: 4294967295 OPTIONS\r\n",
            "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCSeq: 1 OPTIONS\r\nContent-Length: 50\r\n",
            "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCSeq: 1 OPTIONS\r\nRoute: <<sip:\r\n"})
    void aRequestThatCannotBeUnderstoodIsAnswered400(String headers) throws Exception {
        try (TestNode node = new TestNode("udp"); DatagramSocket phone = phone()) {
            send(phone, node,
                    "OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 10.1.1.1;rport;branch=z9hG4bK1\r\nCall-ID: c\r\n" + headers
                            + "\r\n");
            assertThat(receive(phone)).startsWith("SIP/2.0 400 ").contains("Via: SIP/2.0/UDP 10.1.1.1;rport=" + phone.getLocalPort())
                    .contains("received=127.0.0.1").contains("Call-ID: c\r\n").contains(";tag=");
            assertThat(node.counters().dropped(Drop.MALFORMED)).isEqualTo(1);
        }
    }

    @Test
    void anotherVersionIsAnswered505() throws Exception {
        try (TestNode node = new TestNode("udp"); DatagramSocket phone = phone()) {
            send(phone, node, options("SIP/3.0", "c"));
            assertThat(receive(phone)).startsWith("SIP/2.0 505 ");
        }
    }

    @Test
    void aRequestWithoutMaxForwardsIsTaken() throws Exception {
        try (TestNode node = new TestNode("udp"); DatagramSocket phone = phone()) {
            node.onRequest = event -> node.answer(event, 200, 10);
            send(phone, node, options("SIP/2.0", "old").replace("Max-Forwards: 70\r\n", ""));
            assertThat(receive(phone)).startsWith("SIP/2.0 200 ");
        }
    }

    @Test
    void aBodyWithoutContentLengthReachesToTheEndOfTheDatagram() throws Exception {
        try (TestNode node = new TestNode("udp"); DatagramSocket phone = phone()) {
            send(phone, node, options("SIP/2.0", "body").replace("Content-Length: 0", "Content-Type: text/plain") + "hello");
            await().until(() -> node.requests.size() == 1);
            assertThat(new String(node.requests.peek().getRequest().getRawContent())).isEqualTo("hello");
        }
    }

    @Test
    void aMalformedAckIsNeverAnswered() throws Exception {
        try (TestNode node = new TestNode("udp"); DatagramSocket phone = phone()) {
            send(phone, node, options("SIP/2.0", "c").replace("OPTIONS sip", "ACK sip").replace("From:", "From: <<<"));
            await().until(() -> node.counters().dropped(Drop.MALFORMED) == 1);
            phone.setSoTimeout(50);
            assertThat(silent(phone)).isTrue();
        }
    }

    @Test
    void garbageIsCountedAndStopsNothing() throws Exception {
        Random random = new Random(42);
        byte[] good = options("SIP/2.0", "fuzz").getBytes(StandardCharsets.UTF_8);
        try (TestNode node = new TestNode("udp"); DatagramSocket phone = phone()) {
            node.onRequest = event -> node.answer(event, 200, 10);
            for (int round = 0; round < 2_000; round++) {
                byte[] bad = good.clone();
                for (int i = 0; i <= random.nextInt(8); i++) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
                int length = random.nextInt(4) == 0 ? random.nextInt(bad.length) : bad.length;
                phone.send(new DatagramPacket(bad, length, new InetSocketAddress(LOCALHOST, node.port())));
            }
            byte[] noise = new byte[1500];
            for (int round = 0; round < 200; round++) {
                random.nextBytes(noise);
                phone.send(new DatagramPacket(noise, random.nextInt(noise.length), new InetSocketAddress(LOCALHOST, node.port())));
            }
            await().until(() -> node.queues().waiting() == 0 && node.counters().received() > 100);
            assertThat(node.failures()).isEmpty();
            this.assertAlive(node);
        }
    }

    @Test
    void deeplyNestedTextDoesNotStopTheNode() throws Exception {
        try (TestNode node = new TestNode("udp"); DatagramSocket phone = phone()) {
            send(phone, node, options("SIP/2.0", "deep").replace("<sip:a@b>", "(".repeat(30_000)));
            send(phone, node, options("SIP/2.0", "deep").replace("<sip:a@b>", "\"" + "\\\"".repeat(15_000)));
            await().until(() -> node.counters().dropped() == 2);
            this.assertAlive(node);
        }
    }

    @Test
    void aClaimedAddressIsOverwritten() throws Exception {
        try (TestNode node = new TestNode("udp"); DatagramSocket phone = phone()) {
            node.onRequest = event -> node.answer(event, 200, 10);
            send(phone, node, options("SIP/2.0", "c").replace(";rport", ";rport=9;received=10.9.9.9"));
            assertThat(receive(phone)).contains("received=127.0.0.1").contains("rport=" + phone.getLocalPort()).doesNotContain("10.9.9.9");
        }
    }

    @Test
    void tooMuchWorkIsRefusedWithRetryAfter() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (TestNode node = new TestNode("udp", new SessionQueues.Limits(2, 100), InboundHandler.DIRECT); DatagramSocket phone = phone()) {
            node.onRequest = event -> await().until(() -> release.getCount() == 0);
            send(phone, node, options("SIP/2.0", "slow"));
            await().until(() -> node.requests.size() == 1);
            for (int i = 0; i < 3; i++) {
                send(phone, node, options("SIP/2.0", "slow"));
            }
            String response = receive(phone);
            release.countDown();
            assertThat(response).startsWith("SIP/2.0 503 ").contains("Retry-After: 5\r\n");
            assertThat(node.counters().dropped(Drop.OVERLOADED)).isEqualTo(1);
            send(phone, node, options("SIP/2.0", "another"));
            await().until(() -> node.requests.stream().anyMatch(event -> event.getRequest().toString().contains("another")));
        }
    }

    @Test
    void halfAndJoinedMessagesOnAConnectionAreTakenApart() throws Exception {
        try (TestNode node = new TestNode("tcp"); Socket phone = new Socket(LOCALHOST, node.port())) {
            node.onRequest = event -> node.answer(event, 200, 10);
            String one = options("SIP/2.0", "one").replace("UDP", "TCP");
            String two = options("SIP/2.0", "two").replace("UDP", "TCP");
            String stream = one + two + "\r\n\r\n" + one.replace("z9hG4bK", "z9hG4bK3");
            phone.getOutputStream().write(stream.substring(0, 40).getBytes());
            await().until(() -> node.counters().received() == 0);
            phone.getOutputStream().write(stream.substring(40, 400).getBytes());
            phone.getOutputStream().write(stream.substring(400).getBytes());
            await().until(() -> node.requests.size() == 3);
            String answers = read(phone, text -> text.endsWith("\r\n\r\n") && text.split("SIP/2.0 200", -1).length == 4);
            assertThat(answers).contains("Call-ID: one").contains("Call-ID: two");
            assertThat(node.counters().keepAlives()).isEqualTo(1);
        }
    }

    @Test
    void aKeepAliveIsAnswered() throws Exception {
        try (TestNode node = new TestNode("tcp"); Socket phone = new Socket(LOCALHOST, node.port())) {
            phone.getOutputStream().write("\r\n\r\n".getBytes());
            assertThat(read(phone, text -> text.length() == 2)).isEqualTo("\r\n");
        }
    }

    @Test
    void anOversizeMessageIsRefusedAndItsConnectionClosed() throws Exception {
        try (TestNode node = new TestNode("tcp"); Socket phone = new Socket(LOCALHOST, node.port())) {
            phone.getOutputStream().write(options("SIP/2.0", "big").replace("Content-Length: 0", "Content-Length: 999999").getBytes());
            assertThat(read(phone, text -> text.endsWith("\r\n\r\n"))).startsWith("SIP/2.0 513 ");
            assertThat(phone.getInputStream().read()).isEqualTo(-1);
            assertThat(node.counters().dropped(Drop.OVERSIZE)).isEqualTo(1);
            this.assertAlive(node);
        }
    }

    @Test
    void aConnectionThatEndsInAMessageIsCounted() throws Exception {
        try (TestNode node = new TestNode("tcp")) {
            try (Socket phone = new Socket(LOCALHOST, node.port())) {
                phone.getOutputStream().write("OPTIONS sip:x SIP/2.0\r\nVia".getBytes());
            }
            await().until(() -> node.counters().dropped(Drop.INCOMPLETE) == 1);
        }
    }

    @Test
    void aResponseWhoseConnectionIsGoneGoesToTheViaAddress() throws Exception {
        try (TestNode node = new TestNode("tcp"); ServerSocket listener = new ServerSocket(0, 5, LOCALHOST)) {
            listener.setSoTimeout(5_000);
            try (Socket phone = new Socket(LOCALHOST, node.port())) {
                phone.getOutputStream()
                        .write(options("SIP/2.0", "gone").replace("UDP 127.0.0.1", "TCP 127.0.0.1:" + listener.getLocalPort())
                                .getBytes());
                await().until(() -> node.requests.size() == 1);
            }
            await().until(() -> node.connections() == 0);
            node.queues().post("gone", () -> node.answer(node.requests.peek(), 200, 10));
            try (Socket back = listener.accept()) {
                assertThat(read(back, text -> text.endsWith("\r\n\r\n"))).startsWith("SIP/2.0 200 ");
            }
        }
    }

    @Test
    void aMessageThatDoesNotComeToItsEndIsGivenUp() throws Exception {
        try (TestNode node = node("tcp", Map.of("gov.nist.javax.sip.READ_TIMEOUT", "100"));
                Socket phone = new Socket(LOCALHOST, node.port())) {
            phone.getOutputStream().write("OPTIONS sip:x SIP/2.0\r\nVia".getBytes());
            assertThat(phone.getInputStream().read()).isEqualTo(-1);
            assertThat(node.counters().dropped(Drop.INCOMPLETE)).isEqualTo(1);
            assertThat(node.connections()).isZero();
        }
    }

    @Test
    void aSilentConnectionIsClosedInTheEnd() throws Exception {
        try (TestNode node = node("tcp", Map.of("gov.nist.javax.sip.NIO_MAX_SOCKET_IDLE_TIME", "100"));
                Socket phone = new Socket(LOCALHOST, node.port())) {
            assertThat(phone.getInputStream().read()).isEqualTo(-1);
            assertThat(node.counters().dropped()).isZero();
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosed() throws Exception {
        try (TestNode node = node("tcp", Map.of("gov.nist.javax.sip.MAX_CONNECTIONS", "1"));
                Socket first = new Socket(LOCALHOST, node.port())) {
            await().until(() -> node.connections() == 1);
            try (Socket second = new Socket(LOCALHOST, node.port())) {
                assertThat(second.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(node.counters().dropped(Drop.CONNECTION)).isEqualTo(1);
            assertThat(first.isClosed()).isFalse();
        }
    }

    @Test
    void aPeerThatDoesNotReadCostsNoMoreThanTheWriteQueue() throws Exception {
        try (TestNode node = node("tcp", Map.of("org.wildfly.sip.ha.TCP_WRITE_QUEUE_SIZE", "100000"));
                ServerSocket deaf = new ServerSocket(0, 5, LOCALHOST)) {
            deaf.setReceiveBufferSize(4096);
            int sent = 0;
            while (node.counters().sendFailures() == 0) {
                var request = node.request("OPTIONS", deaf.getLocalPort(), "deaf-" + sent++);
                request.setContent("x".repeat(50_000), new gov.nist.javax.sip.header.ContentType("text", "plain"));
                node.send(request, 500);
                await().until(() -> node.queues().waiting() == 0);
            }
            await().until(() -> node.ioExceptions.size() == 1);
            assertThat(sent).isLessThan(1_000);
        }
    }

    private static TestNode node(String transport, Map<String, String> settings) throws Exception {
        return new TestNode(transport, SessionQueues.Limits.DEFAULT, InboundHandler.DIRECT, settings);
    }

    private void assertAlive(TestNode node) throws Exception {
        node.onRequest = event -> node.answer(event, 200, 10);
        int before = node.responses.size();
        node.send(node.request("OPTIONS", node.port(), "alive"), 500);
        await().until(() -> node.responses.size() == before + 1);
    }

    private static String options(String version, String callId) {
        return "OPTIONS sip:x@127.0.0.1 " + version + "\r\nVia: SIP/2.0/UDP 127.0.0.1;rport;branch=z9hG4bK" + callId
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: " + callId
                + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
    }

    private static DatagramSocket phone() throws IOException {
        DatagramSocket phone = new DatagramSocket(0, LOCALHOST);
        phone.setSoTimeout(5_000);
        return phone;
    }

    private static void send(DatagramSocket phone, TestNode node, String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        phone.send(new DatagramPacket(bytes, bytes.length, LOCALHOST, node.port()));
    }

    private static String receive(DatagramSocket phone) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        phone.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private static boolean silent(DatagramSocket phone) throws IOException {
        try {
            receive(phone);
            return false;
        } catch (SocketTimeoutException expected) {
            return true;
        }
    }

    private static String read(Socket phone, java.util.function.Predicate<String> complete) throws IOException {
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
