/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.stack.TestNode;
import org.wildfly.sip.ha.transport.TransportCounters.Drop;

/** What a node does with bytes as they come on connections. */
class WireConnectionsTest extends WireScene {
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
}
