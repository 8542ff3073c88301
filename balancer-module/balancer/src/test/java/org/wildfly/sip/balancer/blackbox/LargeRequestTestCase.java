/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * Requests that are too long for a datagram (RFC 3261 section 18.1.1).
 */
class LargeRequestTestCase {
    private static final String LONG = "x".repeat(1300);

    private Balancer balancer;
    private UdpPeer node;
    private UdpPeer udp;

    @BeforeEach
    void start() throws Exception {
        this.balancer = new Balancer();
        this.node = this.balancer.node("n1");
        also(ClosedPort::new);
    }

    private interface Opener<T> {
        T open(int port) throws IOException;
    }

    /** A phone that has something else at the same port of TCP. */
    private <T extends AutoCloseable> T also(Opener<T> opener) throws Exception {
        while (true) {
            this.udp = this.balancer.phone();
            try {
                return this.balancer.add(opener.open(this.udp.address().getPort()));
            } catch (BindException e) {
                this.udp.close();
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        this.balancer.close();
    }

    private Message request(String method, String parameters) {
        return this.node.request(method, "sip:carol@127.0.0.1:" + this.udp.address().getPort() + parameters);
    }

    private void send(Message message) throws Exception {
        this.node.send(this.balancer.internal(), message);
    }

    private TcpPeer alsoOnTcp() throws Exception {
        return also(TcpPeer::new);
    }

    private long sentAgain() {
        return this.balancer.running().statistics().get(Counter.SENT_AGAIN);
    }

    @Test
    void aLongRequestGoesOverTcpAndWhatFollowsInTheCallBehindIt() throws Exception {
        TcpPeer tcp = alsoOnTcp();
        Message invite = request("INVITE", "").withBody(LONG);
        send(invite);
        Message received = tcp.accept().receive();
        assertThat(received.header("Via")).startsWith("SIP/2.0/TCP 127.0.0.1:" + this.balancer.external().getPort());
        assertThat(received.headers("Via")).hasSize(2);
        assertThat(received.headers("Record-Route")).hasSize(2);
        assertThat(received.header("Max-Forwards")).isEqualTo("69");
        assertThat(received.body()).isEqualTo(LONG);
        send(new Message(invite.companion("CANCEL", "<sip:bob@example.com>").text().replaceFirst("Content-Type.*\r\n", "")
                .replace("1300", "0").replace(LONG, "")));
        Message cancel = tcp.receive();
        assertThat(cancel.method()).isEqualTo("CANCEL");
        assertThat(cancel.branch()).isEqualTo(received.branch());
        tcp.send(received.response(487, "c"));
        assertThat(this.node.receive().status()).isEqualTo(487);
        // Other calls are not concerned.
        send(request("OPTIONS", ""));
        assertThat(this.udp.receive().header("Via")).startsWith("SIP/2.0/UDP ");
        assertThat(sentAgain()).isZero();
    }

    @Test
    void aPhoneWithoutTcpGetsItOverUdpAndIsNotAskedAgainSoon() throws Exception {
        Message invite = request("INVITE", "").withBody(LONG);
        send(invite);
        Message received = this.udp.receive();
        assertThat(received.header("Via")).startsWith("SIP/2.0/UDP ");
        assertThat(received.headers("Via")).hasSize(2);
        assertThat(received.headers("Record-Route")).hasSize(2).noneMatch(route -> route.contains("tcp"));
        assertThat(received.header("Max-Forwards")).isEqualTo("69");
        assertThat(received.body()).isEqualTo(LONG);
        this.udp.send(this.balancer.external(), received.response(200, "c"));
        assertThat(this.node.receive().status()).isEqualTo(200);
        assertThat(sentAgain()).isEqualTo(1);
        send(request("INVITE", "").withBody(LONG));
        assertThat(this.udp.receive().method()).isEqualTo("INVITE");
        assertThat(sentAgain()).isEqualTo(1);
    }

    @Test
    void aPhoneWhoseWallSwallowsConnectionsGetsItOverUdpAfterAMoment() throws Exception {
        ServerSocket full = also(port -> new ServerSocket(port, 1, InetAddress.getByName(Balancer.HOST)));
        fill(full.getLocalPort());
        send(request("INVITE", "").withBody(LONG));
        assertThat(this.udp.receive().header("Via")).startsWith("SIP/2.0/UDP ");
    }

    /** Connects until nothing more is taken: the system drops what comes then. */
    private void fill(int port) throws Exception {
        while (true) {
            Socket socket = this.balancer.add(new Socket());
            try {
                socket.connect(new InetSocketAddress(Balancer.HOST, port), 300);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    @Test
    void requestsOfACallKeepTheirOrderWhenTcpIsRefused() throws Exception {
        Message message = request("MESSAGE", "");
        send(message.withBody(LONG));
        for (int i = 2; i <= 10; i++) {
            send(message.replace("CSeq: 1 ", "CSeq: " + i + ' ').replace("z9hG4bK", "z9hG4bK" + i));
        }
        for (int i = 1; i <= 10; i++) {
            assertThat(this.udp.receive().header("CSeq")).isEqualTo(i + " MESSAGE");
        }
    }

    @Test
    void aUriThatDemandsUdpGetsUdp() throws Exception {
        alsoOnTcp();
        send(request("INVITE", ";transport=udp").withBody(LONG));
        assertThat(this.udp.receive().header("Via")).startsWith("SIP/2.0/UDP ");
    }

    @Test
    void withoutALimitAllGoesOverUdp() throws Exception {
        alsoOnTcp();
        try (Balancer unlimited = new Balancer("maxUdpRequestSize=0")) {
            unlimited.up("n1", this.node);
            this.node.send(unlimited.internal(), request("INVITE", "").withBody(LONG));
            assertThat(this.udp.receive().header("Via")).startsWith("SIP/2.0/UDP ");
        }
    }

    @Test
    void nodesGetLongRequestsOverTcpOnlyIfThatIsWantedAndTheyHaveIt() throws Exception {
        TcpPeer tcp = this.balancer.add(new TcpPeer());
        Message invite = this.udp.request("INVITE", "sip:bob@example.com").withBody(LONG);
        this.balancer.register("n1", this.node, tcp.address());
        this.udp.send(this.balancer.external(), invite);
        assertThat(this.node.receive().header("Via")).startsWith("SIP/2.0/UDP ");
        try (Balancer limited = new Balancer("maxUdpNodeRequestSize=1300")) {
            limited.up("n1", this.node);
            this.udp.send(limited.external(), invite);
            assertThat(this.node.receive().header("Via")).startsWith("SIP/2.0/UDP ");
            limited.register("n1", this.node, tcp.address());
            this.udp.send(limited.external(), invite);
            Message received = tcp.accept().receive();
            assertThat(received.header("Via")).startsWith("SIP/2.0/TCP ");
            tcp.send(received.response(200, "b"));
            assertThat(this.udp.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void aNodeThatRefusesTcpGetsLongRequestsOverUdp() throws Exception {
        try (Balancer limited = new Balancer("maxUdpNodeRequestSize=1300"); ClosedPort closed = new ClosedPort()) {
            limited.register("n1", this.node, closed.address());
            this.udp.send(limited.external(), this.udp.request("INVITE", "sip:bob@example.com").withBody(LONG));
            Message received = this.node.receive();
            assertThat(received.header("Via")).startsWith("SIP/2.0/UDP ");
            assertThat(received.headers("Via")).hasSize(2);
        }
    }
}
