/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.ha.stack.TestNode;
import org.wildfly.sip.ha.transport.TransportCounters.Drop;
import org.wildfly.sip.ha.work.SessionQueues;

/** What a node does with datagrams as they come from the network. */
class WireTest extends WireScene {
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
}
