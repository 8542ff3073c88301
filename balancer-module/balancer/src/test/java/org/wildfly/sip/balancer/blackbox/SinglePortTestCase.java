/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A balancer with one port for clients and nodes: who has sent a message says from which side it comes.
 */
class SinglePortTestCase {
    private static final String URI = "sip:bob@example.com";

    private Balancer balancer;
    private UdpPeer phone;
    private UdpPeer node1;
    private UdpPeer node2;

    @BeforeEach
    void start() throws Exception {
        this.balancer = new Balancer(false);
        this.phone = this.balancer.phone();
        this.node1 = this.balancer.node("n1");
        this.node2 = this.balancer.node("n2");
    }

    @AfterEach
    void stop() throws Exception {
        this.balancer.close();
    }

    private String phoneUri() {
        return "sip:alice@127.0.0.1:" + this.phone.address().getPort();
    }

    @Test
    void aCallOfAClientStaysOnItsNodeAndMovesWithItsDeath() throws Exception {
        Message invite = this.phone.request("INVITE", URI);
        this.phone.send(this.balancer.external(), invite);
        Message received = this.node1.receive();
        assertThat(received.headers("Via")).hasSize(2);
        this.node1.send(this.balancer.external(), received.response(200, "b"));
        Message ok = this.phone.receive();
        this.phone.send(this.balancer.external(), invite.inDialog("ACK", 1, ok, true));
        assertThat(this.node1.receive().headers("Route")).isEmpty();
        this.balancer.kill("n1");
        this.phone.send(this.balancer.external(), invite.inDialog("BYE", 2, ok, true));
        Message bye = this.node2.receive();
        assertThat(bye.headers("Route")).isEmpty();
        this.node2.send(this.balancer.external(), bye.response(200, "b"));
        assertThat(this.phone.receive().status()).isEqualTo(200);
    }

    @Test
    void aCallOfANodeWithAndWithoutItsNameInTheRouteReachesTheClient() throws Exception {
        String route = "Route: <sip:127.0.0.1:" + this.balancer.external().getPort() + ";lr;node_host=127.0.0.1;node_port="
                + this.node2.address().getPort() + ">";
        Message[] invites = {this.node2.request("INVITE", phoneUri()), this.node2.request("INVITE", phoneUri()).with(route)};
        for (Message invite : invites) {
            this.node2.send(this.balancer.external(), invite);
            Message received = this.phone.receive();
            assertThat(received.headers("Route")).isEmpty();
            assertThat(received.header("Record-Route")).contains("node_port=" + this.node2.address().getPort());
            this.phone.send(this.balancer.external(), received.response(200, "c"));
            assertThat(this.node2.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void aResponseToADeadNodeReachesASurvivor() throws Exception {
        this.node1.send(this.balancer.external(), this.node1.request("INVITE", phoneUri()));
        Message received = this.phone.receive();
        this.balancer.kill("n1");
        this.phone.send(this.balancer.external(), received.response(200, "c"));
        assertThat(this.node2.receive().header("Via")).contains("127.0.0.1:" + this.node2.address().getPort());
    }

    @Test
    void aRequestOfANodeToAnotherGoesThere() throws Exception {
        this.node1.send(this.balancer.external(),
                this.node1.request("MESSAGE", "sip:app@127.0.0.1:" + this.node2.address().getPort()));
        Message received = this.node2.receive();
        this.node2.send(this.balancer.external(), received.response(200, "b"));
        assertThat(this.node1.receive().status()).isEqualTo(200);
    }

    @Test
    void aClientBehindTcpIsReachedByThePathOfItsRegistration() throws Exception {
        TcpPeer tcp = this.balancer.tcpPhone();
        tcp.send(tcp.request("REGISTER", "sip:example.com"));
        Message register = this.node1.receive();
        this.node1.send(this.balancer.external(), register.response(200, "b"));
        assertThat(tcp.receive().status()).isEqualTo(200);
        this.node2.send(this.balancer.external(), this.node2.request("INVITE", "sip:alice@10.99.99.99;transport=tcp")
                .with("Route: " + register.header("Path")));
        Message invite = tcp.receive();
        assertThat(invite.method()).isEqualTo("INVITE");
        tcp.send(invite.response(200, "c"));
        assertThat(this.node2.receive().status()).isEqualTo(200);
    }

    @Test
    void anUnansweredInviteOfAConnectionGoesToAnotherNode() throws Exception {
        TcpPeer tcp = this.balancer.tcpPhone();
        tcp.send(tcp.request("INVITE", URI));
        this.node1.receive();
        this.balancer.kill("n1");
        Message again = this.node2.receive();
        this.node2.send(this.balancer.external(), again.response(200, "b"));
        assertThat(tcp.receive().status()).isEqualTo(200);
    }

    @Test
    void clientsAreRefusedAndBlockedAsOnAPortOfTheirOwn() throws Exception {
        this.phone.send(this.balancer.external(), this.phone.request("OPTIONS", URI).with("User-Agent: friendly-scanner"));
        this.phone.send(this.balancer.external(), this.phone.request("OPTIONS", URI).replace("Max-Forwards: 70", "Max-Forwards: 0"));
        assertThat(this.phone.receive().status()).isEqualTo(483);
        assertThat(this.phone.isQuiet()).isTrue();
        this.node1.send(this.balancer.external(), this.node1.request("OPTIONS", phoneUri()).with("User-Agent: friendly-scanner"));
        assertThat(this.phone.receive().method()).isEqualTo("OPTIONS");
    }
}
