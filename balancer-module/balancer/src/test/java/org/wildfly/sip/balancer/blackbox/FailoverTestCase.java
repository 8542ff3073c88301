/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What becomes of requests that came over connections when their node dies before it has answered.
 */
class FailoverTestCase extends TcpScene {
    private void unreachable(Balancer at, String name) throws Exception {
        InetSocketAddress nobody;
        try (TcpPeer closed = new TcpPeer()) {
            nobody = closed.address();
        }
        at.running().registry().nodeRegistered(NodeDescription.of(name, "0", Map.of(Transport.TCP, nobody)), NodeState.UP);
    }

    private long sentAgain() {
        return this.balancer.running().statistics().get(Counter.SENT_AGAIN);
    }

    @Test
    void anUnansweredInviteAndItsCancelGoToAnotherNodeInOrder() throws Exception {
        UdpPeer node1 = this.balancer.node("n1");
        UdpPeer node2 = this.balancer.node("n2");
        Message invite = this.phone.request("INVITE", URI);
        this.phone.send(invite.withBody("v=0"));
        assertThat(node1.receive().method()).isEqualTo("INVITE");
        this.phone.send(invite.companion("CANCEL", "<sip:bob@example.com>"));
        Message cancel = node1.receive();
        assertThat(cancel.method()).isEqualTo("CANCEL");
        this.balancer.kill("n1");
        Message again = node2.receive();
        assertThat(again.method()).isEqualTo("INVITE");
        assertThat(again.body()).isEqualTo("v=0");
        assertThat(again.header("Record-Route")).contains("node_port=" + node2.address().getPort());
        assertThat(node2.receive().branch()).isEqualTo(again.branch());
        node2.send(this.balancer.internal(), again.response(200, "b"));
        assertThat(this.phone.receive().status()).isEqualTo(200);
        assertThat(sentAgain()).isEqualTo(2);
    }

    @Test
    void lateAnswersOfADeadNodeDoNotAddToThoseOfTheOther() throws Exception {
        UdpPeer node1 = this.balancer.node("n1");
        UdpPeer node2 = this.balancer.node("n2");
        this.phone.send(this.phone.request("INVITE", URI));
        Message first = node1.receive();
        this.balancer.kill("n1");
        Message again = node2.receive();
        node1.send(this.balancer.internal(), first.response(180, "a")).send(this.balancer.internal(), first.response(200, "a"));
        await().untilAsserted(() -> assertThat(this.balancer.running().statistics().get(Counter.STRAY_RESPONSE)).isEqualTo(2));
        node2.send(this.balancer.internal(), again.response(180, "b")).send(this.balancer.internal(), again.response(200, "b"));
        assertThat(this.phone.receive().header("To")).endsWith("tag=b");
        assertThat(this.phone.receive().status()).isEqualTo(200);
        node1.send(this.balancer.internal(), first.response(200, "a"));
        assertThat(this.phone.isQuiet()).isTrue();
        node2.send(this.balancer.internal(), again.response(200, "b"));
        assertThat(this.phone.receive().header("To")).endsWith("tag=b");
    }

    @Test
    void whatCouldNotBeDeliveredToADeadNodeIsNeitherSentAThirdTimeNorRefused() throws Exception {
        try (Balancer patient = new Balancer("connectTimeout=1000");
                ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName(Balancer.HOST));
                Socket one = new Socket(Balancer.HOST, full.getLocalPort());
                Socket two = new Socket(Balancer.HOST, full.getLocalPort())) {
            assertThat(one.isConnected() && two.isConnected()).as("the port takes no more").isTrue();
            InetSocketAddress address = (InetSocketAddress) full.getLocalSocketAddress();
            patient.running().registry().nodeRegistered(NodeDescription.of("n1", "0", Map.of(Transport.TCP, address)), NodeState.UP);
            TcpPeer client = patient.add(new TcpPeer()).connect(patient.external());
            client.send(client.request("INVITE", URI));
            await().untilAsserted(() -> assertThat(patient.running().statistics().get(Counter.REQUESTS_TO_NODES)).isOne());
            UdpPeer node2 = patient.node("n2");
            patient.kill("n1");
            Message again = node2.receive();
            await().untilAsserted(() -> assertThat(patient.running().statistics().get(Counter.SEND_FAILED)).isOne());
            assertThat(node2.isQuiet()).isTrue();
            assertThat(client.isQuiet()).isTrue();
            node2.send(patient.internal(), again.response(200, "b"));
            assertThat(client.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void anAnswerAfterTheClientWasToldThatThereIsNoNodeIsDropped() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        this.phone.send(this.phone.request("INVITE", URI));
        Message invite = node.receive();
        this.balancer.kill("n1");
        assertThat(this.phone.receive().status()).isEqualTo(503);
        node.send(this.balancer.internal(), invite.response(200, "a"));
        assertThat(this.phone.isQuiet()).isTrue();
    }

    @Test
    void anAnsweredRequestIsNotSentAgain() throws Exception {
        UdpPeer node1 = this.balancer.node("n1");
        UdpPeer node2 = this.balancer.node("n2");
        Message invite = this.phone.request("INVITE", URI);
        this.phone.send(invite);
        node1.send(this.balancer.internal(), node1.receive().response(100, "b"));
        assertThat(this.phone.receive().status()).isEqualTo(100);
        this.phone.send(invite.companion("ACK", "<sip:bob@example.com>;tag=b"));
        assertThat(node1.receive().method()).isEqualTo("ACK");
        this.balancer.kill("n1");
        assertThat(node1.isQuiet()).isTrue();
        assertThat(node2.isQuiet()).isTrue();
        assertThat(this.phone.isQuiet()).isTrue();
        assertThat(sentAgain()).isZero();
    }

    @Test
    void withoutAnotherNodeTheClientIsTold() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        this.phone.send(this.phone.request("INVITE", URI));
        node.receive();
        this.balancer.kill("n1");
        assertThat(this.phone.receive().status()).isEqualTo(503);
    }

    @Test
    void whatIsKeptIsBounded() throws Exception {
        try (Balancer small = new Balancer("failoverMaxBytes=1500")) {
            UdpPeer node1 = small.node("n1");
            TcpPeer client = small.add(new TcpPeer()).connect(small.external());
            Message first = client.request("OPTIONS", URI);
            client.send(first).send(client.request("OPTIONS", URI)).send(client.request("OPTIONS", URI));
            node1.receive();
            node1.receive();
            node1.receive();
            UdpPeer node2 = small.node("n2");
            small.kill("n1");
            assertThat(node2.receive().header("Call-ID")).isEqualTo(first.header("Call-ID"));
            node2.receive();
            assertThat(node2.isQuiet()).isTrue();
        }
    }

    @Test
    void anInviteToANodeWhoseConnectionIsRefusedGoesToAnother() throws Exception {
        unreachable(this.balancer, "n1");
        UdpPeer node2 = this.balancer.node("n2");
        for (int i = 0; i < 4; i++) {
            Message invite = this.phone.request("INVITE", URI);
            this.phone.send(invite);
            Message received = node2.receive();
            assertThat(received.header("Call-ID")).isEqualTo(invite.header("Call-ID"));
            node2.send(this.balancer.internal(), received.response(200, "b"));
            assertThat(this.phone.receive().status()).isEqualTo(200);
            this.phone.send(invite.companion("CANCEL", "<sip:bob@example.com>"));
            assertThat(node2.receive().method()).isEqualTo("CANCEL");
        }
    }

    @Test
    void whereNoNodeCanBeReachedTheClientIsTold() throws Exception {
        unreachable(this.balancer, "n1");
        unreachable(this.balancer, "n2");
        unreachable(this.balancer, "n3");
        this.phone.send(this.phone.request("INVITE", URI));
        assertThat(this.phone.receive().status()).isEqualTo(503);
        assertThat(sentAgain()).isEqualTo(2);
    }

    @Test
    void aClientOnUdpIsNotToldOfANodeThatCannotBeReachedButFindsAnotherByItself() throws Exception {
        unreachable(this.balancer, "n1");
        UdpPeer udp = this.balancer.phone();
        Message invite = udp.request("INVITE", URI);
        udp.send(this.balancer.external(), invite);
        assertThat(udp.receive().status()).isEqualTo(503);
        UdpPeer node2 = this.balancer.node("n2");
        Message second = udp.request("INVITE", URI);
        // Of two calls one goes to the node that cannot be reached.
        udp.send(this.balancer.external(), second);
        udp.send(this.balancer.external(), udp.request("INVITE", URI));
        node2.receive();
        assertThat(udp.isQuiet()).isTrue();
        this.balancer.kill("n1");
        udp.send(this.balancer.external(), second);
        await().until(() -> node2.receive().header("Call-ID").equals(second.header("Call-ID")));
    }
}
