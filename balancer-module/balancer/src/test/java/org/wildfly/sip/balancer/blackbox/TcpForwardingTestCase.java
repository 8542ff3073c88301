/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The same over TCP, and between TCP and UDP.
 */
class TcpForwardingTestCase extends TcpScene {
    @Test
    void aCallOverTcpGoesThereAndBackOnTheSameConnection() throws Exception {
        TcpPeer node = this.balancer.tcpNode("n1");
        Message invite = this.phone.request("INVITE", URI).withBody("v=0");
        this.phone.send(invite);
        Message received = node.accept().receive();
        assertThat(received.header("Via")).startsWith("SIP/2.0/TCP 127.0.0.1:" + this.balancer.internal().getPort());
        assertThat(received.headers("Record-Route")).hasSize(2)
                .allMatch(route -> route.matches(".*;transport=tcp;lr(;i=[0-9a-f]{16})?;node_host=.*"));
        assertThat(received.body()).isEqualTo("v=0");
        node.send(received.response(200, "b"));
        Message ok = this.phone.receive();
        assertThat(ok.headers("Via")).hasSize(1);
        this.phone.send(invite.inDialog("BYE", 2, ok, true));
        Message bye = node.receive();
        assertThat(bye.headers("Route")).isEmpty();
        node.send(bye.response(200, "b"));
        assertThat(this.phone.receive().status()).isEqualTo(200);
    }

    @Test
    void aPhoneOnTcpReachesANodeOnUdpAndTheOtherWayRound() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        this.phone.send(this.phone.request("INVITE", URI));
        Message received = node.receive();
        assertThat(received.header("Via")).startsWith("SIP/2.0/UDP ");
        assertThat(received.headers("Record-Route").get(0)).doesNotContain("transport");
        assertThat(received.headers("Record-Route").get(1)).contains(";transport=tcp");
        node.send(this.balancer.internal(), received.response(200, "b"));
        assertThat(this.phone.receive().status()).isEqualTo(200);
        this.balancer.kill("n1");
        TcpPeer tcpNode = this.balancer.tcpNode("n2");
        UdpPeer udpPhone = this.balancer.phone();
        udpPhone.send(this.balancer.external(), udpPhone.request("INVITE", URI));
        received = tcpNode.accept().receive();
        tcpNode.send(received.response(200, "b"));
        assertThat(udpPhone.receive().status()).isEqualTo(200);
    }

    @Test
    void aNodeWithBothTransportsGetsEachCallOnThatOfThePhone() throws Exception {
        UdpPeer udp = this.balancer.phone();
        TcpPeer tcp = this.balancer.add(new TcpPeer());
        this.balancer.register("n1", udp, tcp);
        this.phone.send(this.phone.request("INVITE", URI));
        assertThat(tcp.accept().receive().method()).isEqualTo("INVITE");
        UdpPeer udpPhone = this.balancer.phone();
        udpPhone.send(this.balancer.external(), udpPhone.request("INVITE", URI));
        assertThat(udp.receive().method()).isEqualTo("INVITE");
    }

    @Test
    void aRequestOfANodeTakesTheConnectionThatThePhoneHasMade() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        this.phone.send(this.phone.request("REGISTER", "sip:example.com"));
        node.send(this.balancer.internal(), node.receive().response(200, "b"));
        this.phone.receive();
        node.send(this.balancer.internal(),
                node.request("INVITE", "sip:alice@127.0.0.1:" + this.phone.address().getPort() + ";transport=tcp"));
        Message invite = this.phone.receive();
        assertThat(invite.method()).isEqualTo("INVITE");
        this.phone.send(invite.response(200, "c"));
        assertThat(node.receive().status()).isEqualTo(200);
    }

    @Test
    void aRequestOfANodeMakesAConnectionIfThereIsNone() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        TcpPeer listening = this.balancer.add(new TcpPeer());
        String uri = "sip:alice@127.0.0.1:" + listening.address().getPort() + ";transport=tcp";
        for (int i = 1; i <= 5; i++) {
            node.send(this.balancer.internal(), node.request("INFO", uri).replace("CSeq: 1 ", "CSeq: " + i + ' '));
        }
        listening.accept();
        for (int i = 1; i <= 5; i++) {
            Message info = listening.receive();
            assertThat(info.header("CSeq")).isEqualTo(i + " INFO");
            listening.send(info.response(200, "c"));
            assertThat(node.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void whoCannotBeReachedIsAnsweredFor() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        InetSocketAddress nobody;
        try (TcpPeer closed = new TcpPeer()) {
            nobody = closed.address();
        }
        node.send(this.balancer.internal(), node.request("INVITE", "sip:alice@127.0.0.1:" + nobody.getPort() + ";transport=tcp"));
        Message answer = node.receive();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers("Via")).hasSize(1);
    }

    @Test
    void aPhoneIsAnsweredForANodeWhosePortIsClosed() throws Exception {
        InetSocketAddress nobody;
        try (TcpPeer closed = new TcpPeer()) {
            nobody = closed.address();
        }
        this.balancer.running().registry().nodeRegistered(NodeDescription.of("n1", "0", Map.of(Transport.TCP, nobody)), NodeState.UP);
        this.phone.send(this.phone.request("INVITE", URI));
        assertThat(this.phone.receive().status()).isEqualTo(503);
    }

    @Test
    void aResponseToAPhoneWhoseConnectionIsGoneTakesANewOne() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        this.phone.send(this.phone.request("INVITE", URI));
        Message received = node.receive();
        this.phone.hangUp();
        await().until(() -> this.balancer.running().connections() == 0);
        node.send(this.balancer.internal(), received.response(200, "b"));
        assertThat(this.phone.accept().receive().status()).isEqualTo(200);
    }

    @Test
    void messagesInPiecesAndInOnePieceAreBothUnderstood() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        Message request = this.phone.request("INFO", URI).withBody("0123456789");
        for (char c : request.text().toCharArray()) {
            this.phone.send(String.valueOf(c));
        }
        assertThat(node.receive().body()).isEqualTo("0123456789");
        StringBuilder many = new StringBuilder();
        for (int i = 1; i <= 50; i++) {
            many.append(request.replace("CSeq: 1 ", "CSeq: " + i + ' ').text());
        }
        this.phone.send(many.toString());
        for (int i = 1; i <= 50; i++) {
            assertThat(node.receive().header("CSeq")).isEqualTo(i + " INFO");
        }
    }

    @Test
    void keepAlivesAreAnsweredAlsoBetweenMessages() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        this.phone.send("\r\n\r\n");
        assertThat(this.phone.read(2)).isEqualTo("\r\n");
        this.phone.send("\r\n");
        assertThat(this.phone.isQuiet()).isTrue();
        this.phone.send(this.phone.request("INFO", URI));
        assertThat(node.receive().method()).isEqualTo("INFO");
        this.phone.send("\r\n\r\n");
        assertThat(this.phone.read(2)).isEqualTo("\r\n");
    }

    @Test
    void aBadMessageWhoseEndIsKnownIsAnsweredOrDroppedAndTheConnectionGoesOn() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        Message info = this.phone.request("INFO", URI);
        this.phone.send(info.without("Call-ID").withBody("x")).send(info.replace("CSeq: 1 INFO", "CSeq: INFO"))
                .send(info.with("To: <sip:x@y>")).send(info.without("Via")).send(info);
        assertThat(node.receive().method()).isEqualTo("INFO");
        assertThat(this.balancer.running().statistics().get(Counter.MALFORMED)).isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            assertThat(this.phone.receive().status()).isEqualTo(400);
        }
    }

    @Test
    void whatCannotBeFramedClosesItsOwnConnectionOnly() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        Message info = this.phone.request("INFO", URI);
        String[] bad = {"hello\r\n\r\n", info.without("Content-Length").text(),
                info.replace("Content-Length: 0", "Content-Length: x").text(),
                info.replace("Content-Length: 0", "Content-Length: 99999999").text(), "INFO sip:x SIP/2.0\r\nX: " + "y".repeat(70_000),
                info.with("Content-Length: 0").text()};
        for (String text : bad) {
            TcpPeer other = this.balancer.tcpPhone();
            other.send(text);
            assertThat(other.isClosed()).as(text.substring(0, Math.min(60, text.length()))).isTrue();
        }
        this.phone.send(info);
        assertThat(node.receive().method()).isEqualTo("INFO");
        assertThat(this.balancer.running().statistics().get(Counter.INTERNAL_ERROR)).isZero();
        await().until(() -> this.balancer.running().connections() == 1);
    }

    @Test
    void halfAMessageIsDroppedWhenTheConnectionCloses() throws Exception {
        this.phone.send(this.phone.request("INFO", URI).text().substring(0, 50));
        this.phone.hangUp();
        await().until(() -> this.balancer.running().statistics().get(Counter.TRUNCATED) == 1);
        assertThat(this.balancer.running().connections()).isZero();
    }

    @Test
    void moreConnectionsThanAllowedAreClosed() throws Exception {
        try (Balancer small = new Balancer("maxConnections=2")) {
            TcpPeer first = small.tcpPhone();
            small.tcpPhone();
            await().until(() -> small.running().connections() == 2);
            assertThat(small.tcpPhone().isClosed()).isTrue();
            UdpPeer node = small.node("n1");
            first.send(first.request("INFO", URI));
            assertThat(node.receive().method()).isEqualTo("INFO");
        }
    }

    @Test
    void aPhoneThatDoesNotReadHoldsUpNobody() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        this.phone.send(this.phone.request("INFO", URI).withBody("x".repeat(60_000 - 800)));
        Message received = node.receive();
        Message response = new Message(received.response(200, "b").text().replace("Content-Length: 0\r\n\r\n",
                "Content-Length: 59000\r\n\r\n" + "y".repeat(59_000)));
        await().until(() -> {
            for (int i = 0; i < 50; i++) {
                node.send(this.balancer.internal(), response);
            }
            return this.balancer.running().statistics().get(Counter.CONGESTED) > 0;
        });
        UdpPeer other = this.balancer.phone();
        other.send(this.balancer.external(), other.request("OPTIONS", URI));
        assertThat(node.receive().method()).isEqualTo("OPTIONS");
    }
}
