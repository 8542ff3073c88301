/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * Requests that nodes send through the balancer, and what comes back.
 */
class NodeRequestTestCase extends UdpScene {
    private UdpPeer node2;

    @BeforeEach
    void secondNode() throws Exception {
        this.node2 = this.balancer.node("n2");
    }

    private String ownRoute() {
        return "Route: <sip:127.0.0.1:" + this.balancer.internal().getPort() + ";lr;node_host=127.0.0.1;node_port="
                + this.node.address().getPort() + '>';
    }

    private String phoneUri() {
        return "sip:carol@127.0.0.1:" + this.phone.address().getPort();
    }

    /** An INVITE of the first node, at the phone. */
    private Message[] invite() throws Exception {
        Message invite = this.node.request("INVITE", phoneUri()).with(ownRoute());
        this.node.send(this.balancer.internal(), invite);
        return new Message[]{invite, this.phone.receive()};
    }

    @Test
    void aRequestOfANodeReachesThePhoneWithTheNodeInRecordRoute() throws Exception {
        Message received = invite()[1];
        assertThat(received.startLine()).isEqualTo("INVITE " + phoneUri() + " SIP/2.0");
        assertThat(received.headers("Route")).isEmpty();
        assertThat(received.header("Max-Forwards")).isEqualTo("69");
        String hint = ";lr;node_host=127.0.0.1;node_port=" + this.node.address().getPort() + ";version=0>";
        assertThat(received.headers("Record-Route")).containsExactly("<sip:127.0.0.1:" + this.balancer.external().getPort() + hint,
                "<sip:127.0.0.1:" + this.balancer.internal().getPort() + hint);
        assertThat(received.header("Via")).startsWith("SIP/2.0/UDP 127.0.0.1:" + this.balancer.external().getPort());
    }

    @Test
    void theAnswerOfThePhoneReachesTheNode() throws Exception {
        Message received = invite()[1];
        this.phone.send(this.balancer.external(), received.response(200, "c"));
        Message ok = this.node.receive();
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.headers("Via")).hasSize(1);
    }

    @Test
    void theAnswerToADeadNodeReachesASurvivorUnderItsOwnAddress() throws Exception {
        Message received = invite()[1];
        this.balancer.kill("n1");
        this.phone.send(this.balancer.external(), received.response(200, "c"));
        Message ok = this.node2.receive();
        assertThat(ok.headers("Via")).hasSize(1);
        assertThat(ok.header("Via")).startsWith("SIP/2.0/UDP 127.0.0.1:" + this.node2.address().getPort() + ";branch=")
                .doesNotContain("rport")
                .doesNotContain("received");
        assertThat(ok.branch()).isEqualTo(received.headers("Via").get(1).replaceFirst(".*;branch=([^;]*).*", "$1"));
    }

    @Test
    void aRequestOfThePhoneInTheDialogReachesTheNodeAndAfterItsDeathASurvivor() throws Exception {
        Message[] sent = invite();
        Message ok = sent[1].response(200, "c");
        this.phone.send(this.balancer.external(), ok);
        this.node.receive();
        Message bye = this.phone.request("BYE", "sip:app@127.0.0.1:9").with("Route: " + String.join(", ", sent[1].headers("Record-Route")))
                .replace("To: <sip:bob@example.com>", "To: " + sent[0].header("From"))
                .replace("Call-ID: ", "Call-ID: " + sent[0].header("Call-ID") + "\r\nX-Id: ");
        this.phone.send(this.balancer.external(), bye);
        assertThat(this.node.receive().headers("Route")).isEmpty();
        this.balancer.kill("n1");
        this.phone.send(this.balancer.external(), bye);
        assertThat(this.node2.receive().method()).isEqualTo("BYE");
    }

    @Test
    void aDialogFollowsTheNodeThatSpeaksForIt() throws Exception {
        Message[] sent = invite();
        this.phone.send(this.balancer.external(), sent[1].response(200, "c"));
        this.node.receive();
        // The second node has taken the dialog over although the first one lives.
        Message update = this.node2.request("UPDATE", phoneUri()).with(ownRoute())
                .replace("To: <sip:bob@example.com>", "To: <sip:bob@example.com>;tag=c")
                .replace("Call-ID: ", "Call-ID: " + sent[0].header("Call-ID") + "\r\nX-Id: ");
        this.node2.send(this.balancer.internal(), update);
        assertThat(this.phone.receive().method()).isEqualTo("UPDATE");
        Message bye = this.phone.request("BYE", "sip:app@127.0.0.1:9").with("Route: " + String.join(", ", sent[1].headers("Record-Route")))
                .replace("To: <sip:bob@example.com>", "To: " + sent[0].header("From"))
                .replace("Call-ID: ", "Call-ID: " + sent[0].header("Call-ID") + "\r\nX-Id: ");
        this.phone.send(this.balancer.external(), bye);
        assertThat(this.node2.receive().method()).isEqualTo("BYE");
    }

    @Test
    void aHostNameIsLookedUpAndOneThatIsNotKnownIsCounted() throws Exception {
        for (int i = 0; i < 3; i++) {
            this.node.send(this.balancer.internal(),
                    this.node.request("OPTIONS", "sip:carol@localhost:" + this.phone.address().getPort()));
            assertThat(this.phone.receive().method()).isEqualTo("OPTIONS");
        }
        this.node.send(this.balancer.internal(), this.node.request("OPTIONS", "sip:carol@nobody.invalid"));
        await().until(() -> this.balancer.running().statistics().get(Counter.UNRESOLVED) == 1);
    }

    @Test
    void aRequestOfANodeToTheBalancerItselfComesToANode() throws Exception {
        this.node.send(this.balancer.internal(),
                this.node.request("INVITE", "sip:carol@127.0.0.1:" + this.balancer.external().getPort()).with(ownRoute()));
        Message received = this.node.receive();
        assertThat(received.startLine()).contains("sip:carol@127.0.0.1:" + this.balancer.external().getPort());
        assertThat(received.headers("Record-Route")).hasSize(1);
        this.node.send(this.balancer.internal(), received.response(200, "c"));
        assertThat(this.node.receive().status()).isEqualTo(200);
    }

    @Test
    void aRequestOfANodeToAnotherReachesItAndAfterItsDeathASurvivor() throws Exception {
        Message bye = this.node.request("BYE", "sip:app@127.0.0.1:" + this.node2.address().getPort()).replace("To: <sip:bob@example.com>",
                "To: <sip:bob@example.com>;tag=c");
        this.node.send(this.balancer.internal(), bye);
        assertThat(this.node2.receive().method()).isEqualTo("BYE");
        this.balancer.kill("n2");
        this.node.send(this.balancer.internal(), bye.replace("z9hG4bK", "z9hG4bKagain"));
        assertThat(this.node.receive().method()).isEqualTo("BYE");
    }

    @Test
    void whatTheBalancerCannotSendIsRefused() throws Exception {
        this.node.send(this.balancer.internal(), this.node.request("INVITE", "tel:+123"));
        assertThat(this.node.receive().status()).isEqualTo(416);
        this.node.send(this.balancer.internal(), this.node.request("INVITE", "sips:carol@127.0.0.1"));
        assertThat(this.node.receive().status()).isEqualTo(416);
        this.node.send(this.balancer.internal(), this.node.request("INVITE", phoneUri() + ";transport=sctp"));
        assertThat(this.node.receive().status()).isEqualTo(503);
    }

    @Test
    void aTelephoneNumberOfAPhoneReachesANode() throws Exception {
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", "tel:+123"));
        assertThat(this.node.receive().startLine()).isEqualTo("INVITE tel:+123 SIP/2.0");
    }

    @Test
    void withOnePortForBothSidesCallsGoBothWays() throws Exception {
        try (Balancer single = new Balancer(false)) {
            UdpPeer node = single.node("n1");
            assertThat(single.internal()).isEqualTo(single.external());
            this.phone.send(single.external(), this.phone.request("INVITE", "sip:bob@example.com"));
            Message received = node.receive();
            assertThat(received.headers("Record-Route")).hasSize(1);
            node.send(single.internal(), received.response(200, "b"));
            assertThat(this.phone.receive().status()).isEqualTo(200);
            node.send(single.internal(), node.request("INVITE", phoneUri()));
            received = this.phone.receive();
            assertThat(received.headers("Record-Route")).hasSize(1);
            this.phone.send(single.external(), received.response(200, "c"));
            assertThat(node.receive().status()).isEqualTo(200);
        }
    }
}
