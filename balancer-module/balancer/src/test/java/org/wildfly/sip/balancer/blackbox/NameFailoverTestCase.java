/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * Requests of nodes to hosts of which one server cannot be reached (RFC 3263 section 4.3).
 */
class NameFailoverTestCase {
    private static final String SERVICE = "_sip._tcp.example.test";
    private static final String URI = "sip:carol@example.test;transport=tcp";

    private NameServer names;
    private Balancer balancer;
    private UdpPeer node;

    @BeforeEach
    void start() throws Exception {
        this.names = new NameServer().host("a.example.test", Balancer.HOST);
        this.balancer = new Balancer("dnsServers=" + this.names.address());
        this.node = this.balancer.node("n1");
    }

    @AfterEach
    void stop() throws Exception {
        this.balancer.close();
        this.names.close();
    }

    private void server(int priority, int port) throws Exception {
        this.names.service(SERVICE, priority, 0, port, "a.example.test");
    }

    /** A port that refuses connections. */
    private int closedPort() throws Exception {
        return this.balancer.add(new ClosedPort()).address().getPort();
    }

    private long sentAgain() {
        return this.balancer.running().statistics().get(Counter.SENT_AGAIN);
    }

    @Test
    void aRequestGoesToTheNextServerAndWhatFollowsGoesThereAtOnce() throws Exception {
        TcpPeer second = this.balancer.add(new TcpPeer());
        server(10, closedPort());
        server(20, second.address().getPort());
        Message invite = this.node.request("INVITE", URI);
        this.node.send(this.balancer.internal(), invite);
        Message received = second.accept().receive();
        assertThat(received.startLine()).isEqualTo("INVITE " + URI + " SIP/2.0");
        assertThat(received.headers("Via")).hasSize(2);
        assertThat(received.headers("Record-Route")).hasSize(2);
        assertThat(received.header("Max-Forwards")).isEqualTo("69");
        second.send(received.response(180, "c"));
        assertThat(this.node.receive().status()).isEqualTo(180);
        assertThat(sentAgain()).isEqualTo(1);
        this.node.send(this.balancer.internal(), invite.companion("CANCEL", "<sip:bob@example.com>"));
        Message cancel = second.receive();
        assertThat(cancel.method()).isEqualTo("CANCEL");
        assertThat(cancel.branch()).isEqualTo(received.branch());
        second.send(received.response(487, "c"));
        assertThat(this.node.receive().status()).isEqualTo(487);
        this.node.send(this.balancer.internal(), invite.companion("ACK", "<sip:bob@example.com>;tag=c"));
        assertThat(second.receive().method()).isEqualTo("ACK");
        this.node.send(this.balancer.internal(), this.node.request("OPTIONS", URI));
        assertThat(second.receive().method()).isEqualTo("OPTIONS");
        assertThat(sentAgain()).isEqualTo(1);
    }

    @Test
    void ifNoneCanBeReachedTheNodeIsTold() throws Exception {
        for (int i = 1; i <= 3; i++) {
            server(i, closedPort());
        }
        this.node.send(this.balancer.internal(), this.node.request("INVITE", URI));
        assertThat(this.node.receive().status()).isEqualTo(503);
        assertThat(sentAgain()).isEqualTo(3);
        this.node.send(this.balancer.internal(), this.node.request("INVITE", URI));
        assertThat(this.node.receive().status()).isEqualTo(503);
    }

    @Test
    void aServerWhoseAddressTheSystemRefusesIsPassedOverOnUdp() throws Exception {
        UdpPeer second = this.balancer.phone();
        // From a socket that is bound to the loopback address nothing leads out.
        this.names.host("far.example.test", "192.0.2.1").service("_sip._udp.example.test", 10, 0, 5060, "far.example.test")
                .service("_sip._udp.example.test", 20, 0, second.address().getPort(), "a.example.test");
        this.node.send(this.balancer.internal(), this.node.request("OPTIONS", "sip:carol@example.test"));
        assertThat(second.receive().method()).isEqualTo("OPTIONS");
        this.node.send(this.balancer.internal(), this.node.request("OPTIONS", "sip:carol@192.0.2.1"));
        assertThat(this.node.receive().status()).isEqualTo(503);
    }
}
