/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Those who route as RFC 2543 did, before and behind the balancer (RFC 3261 sections 16.4 and 16.6, step 6).
 */
class StrictRouterTestCase {
    private Balancer balancer;
    private UdpPeer phone;
    private UdpPeer node;
    private UdpPeer other;

    @BeforeEach
    void start() throws Exception {
        this.balancer = new Balancer();
        this.phone = this.balancer.phone();
        this.node = this.balancer.node("n1");
        this.other = this.balancer.node("n2");
    }

    @AfterEach
    void stop() throws Exception {
        this.balancer.close();
    }

    private static String uri(String route) {
        return route.replaceAll("[<>]", "");
    }

    private String phoneUri() {
        return "sip:127.0.0.1:" + this.phone.address().getPort();
    }

    private Message fromNode(Message request) throws Exception {
        this.node.send(this.balancer.internal(), request);
        return this.phone.receive();
    }

    @Test
    void aStrictRoutersRequestInTheDialogReachesTheNodeAsALooseOnesWould() throws Exception {
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", "sip:bob@example.com"));
        Message invite = this.node.receive();
        List<String> recorded = invite.headers("Record-Route");
        Message bye = this.phone.request("BYE", uri(recorded.get(1))).replace("To: <sip:bob@example.com>",
                "To: <sip:bob@example.com>;tag=b");
        String target = "sip:app@127.0.0.1:" + this.node.address().getPort();
        for (String routes : new String[]{recorded.get(0) + ", <" + target + ";x=1>",
                recorded.get(0) + "\r\nRoute: \"T\" <" + target + ";x=1>"}) {
            for (int i = 0; i < 4; i++) {
                // Other calls, so that only the Route leads to the node.
                this.phone.send(this.balancer.external(), bye.replace("Call-ID: ", "Call-ID: " + i + routes.length())
                        .replace("z9hG4bK", "z9hG4bK" + i + routes.length()).with("Route: " + routes));
                Message received = this.node.receive();
                assertThat(received.startLine()).isEqualTo("BYE " + target + ";x=1 SIP/2.0");
                assertThat(received.headers("Route")).isEmpty();
            }
        }
        assertThat(this.other.isQuiet()).isTrue();
    }

    @Test
    void furtherRoutesOfAStrictRouterStay() throws Exception {
        this.balancer.kill("n2");
        String own = "sip:127.0.0.1:" + this.balancer.external().getPort() + ";lr";
        this.phone.send(this.balancer.external(),
                this.phone.request("OPTIONS", own).with("Route: <sip:far.example.com;lr>, <sip:bob@example.com>"));
        Message received = this.node.receive();
        assertThat(received.startLine()).isEqualTo("OPTIONS sip:bob@example.com SIP/2.0");
        assertThat(received.headers("Route")).containsExactly("<sip:far.example.com;lr>");
    }

    @Test
    void aStrictRouterBehindTheBalancerGetsItsAddressInTheRequestUri() throws Exception {
        String own = "<sip:127.0.0.1:" + this.balancer.internal().getPort() + ";lr>";
        String strict = '<' + phoneUri() + '>';
        Message options = this.node.request("OPTIONS", "sip:carol@example.com");
        Message received = fromNode(options.with("Route: " + own + ", " + strict));
        assertThat(received.startLine()).isEqualTo("OPTIONS " + phoneUri() + " SIP/2.0");
        assertThat(received.headers("Route")).containsExactly("<sip:carol@example.com>");
        received = fromNode(
                options.with("Route: \"S\" " + strict + ";p=1 , <sip:b.example.com;lr>,\r\n <sip:c.example.com>").with("Route: " + own));
        assertThat(received.startLine()).isEqualTo("OPTIONS " + phoneUri() + " SIP/2.0");
        assertThat(String.join(",", received.headers("Route")) + received.text()).contains("<sip:b.example.com;lr>")
                .containsSubsequence("b.example.com", "c.example.com", "<sip:carol@example.com>");
        received = fromNode(options.with("Route: <sip:b.example.com;lr>").with("Route: " + strict));
        assertThat(received.headers("Route")).containsExactly("<sip:b.example.com;lr>", "<sip:carol@example.com>");
    }

    @Test
    void aLooseRouterGetsTheRequestAsItIs() throws Exception {
        String route = '<' + phoneUri() + ";lr>";
        Message received = fromNode(this.node.request("OPTIONS", "sip:carol@example.com").with("Route: " + route));
        assertThat(received.startLine()).isEqualTo("OPTIONS sip:carol@example.com SIP/2.0");
        assertThat(received.headers("Route")).containsExactly(route);
    }

    @Test
    void aStrictRoutersRequestWithoutATargetIsRefused() throws Exception {
        String own = "sip:127.0.0.1:" + this.balancer.external().getPort() + ";lr";
        this.phone.send(this.balancer.external(), this.phone.request("OPTIONS", own).with("Route: <nonsense>"));
        assertThat(this.phone.receive().status()).isEqualTo(400);
    }
}
