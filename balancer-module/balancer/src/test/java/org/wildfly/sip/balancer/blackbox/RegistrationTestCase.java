/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/**
 * Registrations of clients, and how nodes find back to them (RFC 3327, RFC 5626).
 */
class RegistrationTestCase extends UdpScene {
    private static final String DOMAIN = "sip:example.com";

    private Message registered(Balancer at, Message register) throws Exception {
        this.phone.send(at.external(), register);
        return this.node.receive();
    }

    @Test
    void aClientThatKnowsOfPathIsRegisteredThroughTheBalancer() throws Exception {
        String path = "<sip:127.0.0.1:" + this.balancer.internal().getPort() + ";lr>";
        Message register = this.phone.request("REGISTER", DOMAIN);
        assertThat(registered(this.balancer, register.with("Supported: gruu, Path")).headers("Path")).containsExactly(path);
        assertThat(registered(this.balancer, register.with("k: outbound")).headers("Path")).containsExactly(path);
        assertThat(
                registered(this.balancer, register.with("Supported: 100rel").with("Supported: path").with("Path: <sip:far.example.com;lr>"))
                        .headers("Path"))
                .containsExactly(path, "<sip:far.example.com;lr>");
        assertThat(registered(this.balancer, register.with("Supported: 100rel, pathology")).headers("Path")).isEmpty();
        assertThat(registered(this.balancer, this.phone.request("PUBLISH", DOMAIN).with("Supported: path")).headers("Path")).isEmpty();
    }

    @Test
    void whichClientsAreRegisteredThroughTheBalancerIsConfigured() throws Exception {
        try (Balancer always = new Balancer("registerPath=always"); Balancer never = new Balancer("registerPath=Never")) {
            always.up("n1", this.node);
            never.up("n1", this.node);
            Message register = this.phone.request("REGISTER", DOMAIN);
            assertThat(registered(always, register).headers("Path")).hasSize(1);
            assertThat(registered(never, register.with("Supported: path")).headers("Path")).isEmpty();
        }
    }

    @Test
    void aNodeReachesAClientBehindTcpByThePathOfItsRegistration() throws Exception {
        TcpPeer tcp = this.balancer.tcpPhone();
        tcp.send(tcp.request("REGISTER", DOMAIN).replace("Contact: <sip:alice@127.0.0.1:", "Contact: <sip:alice@10.99.99.99:"));
        Message register = this.node.receive();
        assertThat(register.header("Path")).matches("<sip:127.0.0.1:" + this.balancer.internal().getPort() + ";lr;i=[0-9a-f]{16};ob>");
        this.node.send(this.balancer.internal(), register.response(200, "b"));
        assertThat(tcp.receive().status()).isEqualTo(200);
        Message invite = this.node.request("INVITE", "sip:alice@10.99.99.99;transport=tcp").with("Route: " + register.header("Path"));
        this.node.send(this.balancer.internal(), invite);
        Message received = tcp.receive();
        assertThat(received.startLine()).isEqualTo("INVITE sip:alice@10.99.99.99;transport=tcp SIP/2.0");
        assertThat(received.headers("Route")).isEmpty();
        tcp.send(received.response(200, "c"));
        assertThat(this.node.receive().status()).isEqualTo(200);
        tcp.hangUp();
        await().until(() -> this.balancer.running().connections() == 0);
        this.node.send(this.balancer.internal(), invite.replace("INVITE sip:alice@10.99.99.99", "INVITE sip:alice@a.invalid")
                .replace("z9hG4bK", "z9hG4bKagain"));
        assertThat(this.node.receive().status()).isEqualTo(430);
    }

    @Test
    void aFlowIsAskedForAtTheBalancerThatHasItNotAtWhatIsInFront() throws Exception {
        try (Balancer behind = new Balancer("internalIpLoadBalancerAddress=192.0.2.2")) {
            behind.up("n1", this.node);
            TcpPeer tcp = behind.tcpPhone();
            tcp.send(tcp.request("REGISTER", DOMAIN));
            assertThat(this.node.receive().header("Path")).startsWith("<sip:127.0.0.1:" + behind.internal().getPort() + ";");
            assertThat(registered(behind, this.phone.request("REGISTER", DOMAIN).with("Supported: path")).header("Path"))
                    .isEqualTo("<sip:192.0.2.2:" + behind.internal().getPort() + ";lr>");
        }
    }

    @Test
    void nodesAreToldWhereAClientIsIfConfigured() throws Exception {
        try (Balancer telling = new Balancer("initialRemoteHeaders=true")) {
            telling.up("n1", this.node);
            String port = Integer.toString(this.phone.address().getPort());
            Message forged = this.phone.request("REGISTER", DOMAIN).with("X-Sip-Balancer-InitialRemoteAddr: 192.0.2.1")
                    .with("x-sip-balancer-initialremoteport: 1");
            Message[] told = {registered(telling, forged), registered(telling, this.phone.request("MESSAGE", DOMAIN).withBody("hello"))};
            for (Message each : told) {
                assertThat(each.headers("X-Sip-Balancer-InitialRemoteAddr")).containsExactly("127.0.0.1");
                assertThat(each.headers("X-Sip-Balancer-InitialRemotePort")).containsExactly(port);
                assertThat(each.text()).doesNotContain("x-sip-balancer");
            }
            assertThat(registered(telling, this.phone.request("OPTIONS", DOMAIN)).text()).doesNotContain("X-Sip-Balancer");
            this.node.send(telling.internal(), this.node.request("OPTIONS", "sip:alice@127.0.0.1:" + port)
                    .with("X-Sip-Balancer-InitialRemoteAddr: 10.0.0.1"));
            Message options = this.phone.receive();
            assertThat(options.text()).doesNotContain("X-Sip-Balancer");
            this.phone.send(telling.external(), options.response(200, "c").with("X-Sip-Balancer-InitialRemotePort: 9"));
            assertThat(this.node.receive().headers("X-Sip-Balancer-InitialRemotePort")).containsExactly(port);
        }
        assertThat(registered(this.balancer, this.phone.request("REGISTER", DOMAIN).with("X-Sip-Balancer-InitialRemoteAddr: 192.0.2.1"))
                .text()).doesNotContain("X-Sip-Balancer");
    }

    @Test
    void anExtraServerIsTakenForANodeByItsVia() throws Exception {
        UdpPeer extra = this.balancer.phone();
        try (Balancer single = new Balancer(false,
                "extraServerNodes=192.0.2.9, 127.0.0.1:" + extra.address().getPort() + ", as.example.com")) {
            UdpPeer only = single.node("n1");
            extra.send(single.external(), extra.request("OPTIONS", "sip:alice@127.0.0.1:" + this.phone.address().getPort()));
            Message options = this.phone.receive();
            assertThat(options.method()).isEqualTo("OPTIONS");
            this.phone.send(single.external(), options.response(200, "c"));
            assertThat(extra.receive().status()).isEqualTo(200);
            UdpPeer client = this.balancer.phone();
            client.send(single.external(), client.request("OPTIONS", "sip:alice@127.0.0.1:" + this.phone.address().getPort()));
            assertThat(only.receive().method()).isEqualTo("OPTIONS");
        }
    }
}
