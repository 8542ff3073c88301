/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * What is answered or dropped instead of being sent on, over UDP (RFC 3261 section 16.3).
 */
class UdpAnswersTestCase extends UdpScene {
    @Test
    void maxForwardsIsCountedDownAddedAndObeyed() throws Exception {
        Message options = this.phone.request("OPTIONS", URI);
        this.phone.send(this.balancer.external(), options.replace("Max-Forwards: 70", "Max-Forwards: 1"));
        assertThat(this.node.receive().header("Max-Forwards")).isEqualTo("0");
        this.phone.send(this.balancer.external(), options.without("Max-Forwards"));
        assertThat(this.node.receive().headers("Max-Forwards")).containsExactly("70");
        this.phone.send(this.balancer.external(), options.replace("Max-Forwards: 70", "Max-Forwards: 0"));
        Message answer = this.phone.receive();
        assertThat(answer.status()).isEqualTo(483);
        assertThat(answer.header("To")).contains(";tag=");
        assertThat(answer.header("Via")).contains("rport=" + this.phone.address().getPort());
        assertThat(this.node.isQuiet()).isTrue();
    }

    @Test
    void theAckOfAnAnswerOfTheBalancerGoesNoFurther() throws Exception {
        Message invite = this.phone.request("INVITE", URI).replace("Max-Forwards: 70", "Max-Forwards: 0");
        this.phone.send(this.balancer.external(), invite);
        Message answer = this.phone.receive();
        this.phone.send(this.balancer.external(),
                invite.companion("ACK", answer.header("To")).replace("Max-Forwards: 0", "Max-Forwards: 70"));
        assertThat(this.node.isQuiet()).isTrue();
        assertThat(this.balancer.running().statistics().get(Counter.ACK)).isEqualTo(1);
    }

    @Test
    void aLoopIsAnsweredAndASpiralIsNot() throws Exception {
        Message invite = this.phone.request("INVITE", URI);
        this.phone.send(this.balancer.external(), invite);
        Message first = this.node.receive().without("Record-Route")
                .with("Via: SIP/2.0/UDP 127.0.0.1:" + this.node.address().getPort() + ";branch=z9hG4bKnode");
        // The node sends the same request to the balancer's outer side: nothing has changed, it would go round for ever.
        this.node.send(this.balancer.external(), first);
        assertThat(this.node.receive().status()).isEqualTo(482);
        this.node.send(this.balancer.external(), first.replace("INVITE " + URI, "INVITE sip:carol@example.com"));
        assertThat(this.node.receive().method()).isEqualTo("INVITE");
    }

    @Test
    void withoutANodeARequestIsAnsweredWith503AndAnAckIsDropped() throws Exception {
        this.balancer.kill("n1");
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", URI));
        Message answer = this.phone.receive();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
        this.phone.send(this.balancer.external(), this.phone.request("ACK", URI));
        assertThat(this.phone.isQuiet()).isTrue();
    }

    @Test
    void garbageIsDroppedAndCountedAndDoesNotStopTheBalancer() throws Exception {
        Message good = this.phone.request("INVITE", URI);
        String[] bad = {"\u0000\u0001\u0002", "hello world", "INVITE\r\n\r\n", "INVITE sip:bob@example.com SIP/2.0\r\n\r\n",
                "SIP/2.0 9999 Yes\r\n\r\n",
                good.text().substring(0, 100), good.without("CSeq").text(), good.without("Via").text(),
                good.replace("SIP/2.0/UDP", "SIP/2.0").text(), good.replace(";rport", ";rport=99999").text(),
                good.replace(" SIP/2.0\r", " HTTP/1.1\r").text(), good.replace(" SIP/2.0\r", " SIP/two\r").text()};
        for (String text : bad) {
            this.phone.send(this.balancer.external(), text.getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThat(this.node.isQuiet()).isTrue();
        assertThat(this.balancer.running().statistics().snapshot(true).values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(bad.length);
        assertThat(this.balancer.running().statistics().get(Counter.INTERNAL_ERROR)).isZero();
        this.phone.send(this.balancer.external(), good);
        assertThat(this.node.receive().method()).isEqualTo("INVITE");
    }

    @Test
    void aRequestWithWhatMustNotBeSentOnIsAnswered() throws Exception {
        Message good = this.phone.request("INVITE", URI);
        Message[] bad = {good.without("Call-ID"), good.without("From"), good.without("To"), good.replace(" SIP/2.0\r", " SIP/2.0 \r"),
                good.replace(" SIP/2.0\r\n", " SIP/2.0\r\n X: y\r\n"),
                good.replace(URI, URI + "?Route=%3Csip:x%3E"), good.replace(";rport", ";rport, ,;"),
                good.replace("To: <", "To: \"unclosed <"), good.replace("From: <", "From: Bell, A <")};
        for (Message message : bad) {
            this.phone.send(this.balancer.external(), message);
            assertThat(this.phone.receive().status()).as(message.text()).isEqualTo(400);
        }
        this.phone.send(this.balancer.external(), good.replace("SIP/2.0", "SIP/7.0"));
        assertThat(this.phone.receive().status()).isEqualTo(505);
        assertThat(this.node.isQuiet()).isTrue();
    }

    @Test
    void anOversizeMessageIsDroppedAndCounted() throws Exception {
        try (Balancer small = new Balancer("maxMessageSize=2000")) {
            UdpPeer node = small.node("n1");
            Message options = this.phone.request("OPTIONS", URI);
            this.phone.send(small.external(), options.withBody("x".repeat(2000)));
            assertThat(node.isQuiet()).isTrue();
            assertThat(small.running().statistics().get(Counter.OVERSIZE)).isEqualTo(1);
            this.phone.send(small.external(), options.withBody("x".repeat(1400)));
            assertThat(node.receive().body()).hasSize(1400);
        }
    }

    @Test
    void keepAlivesAreNotErrors() throws Exception {
        this.phone.send(this.balancer.external(), new byte[0]).send(this.balancer.external(), new byte[]{'\r', '\n', '\r', '\n'}).send(
                this.balancer.external(),
                new byte[4]);
        await().until(() -> this.balancer.running().statistics().get(Counter.KEEP_ALIVES) == 3);
        assertThat(this.balancer.running().statistics().get(Counter.GARBAGE)).isZero();
    }

    @Test
    void aResponseThatIsNotForTheBalancerIsDropped() throws Exception {
        this.phone.send(this.balancer.external(), this.phone.request("OPTIONS", URI));
        Message response = this.node.receive().response(200, "b");
        this.node.send(this.balancer.internal(), new Message(response.text().replaceFirst("Via: [^\r]*\r\n", "")));
        this.node.send(this.balancer.internal(), response.replace(this.balancer.internal().getPort() + ";branch", "9;branch"));
        assertThat(this.phone.isQuiet()).isTrue();
        assertThat(this.balancer.running().statistics().get(Counter.STRAY_RESPONSE)).isEqualTo(2);
    }
}
