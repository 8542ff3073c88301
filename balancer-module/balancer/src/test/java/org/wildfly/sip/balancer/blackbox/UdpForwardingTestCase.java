/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * Requests and responses over UDP, between phones and nodes (RFC 3261 section 16).
 */
class UdpForwardingTestCase {
    private static final String URI = "sip:bob@example.com";

    private Balancer balancer;
    private UdpPeer phone;

    @BeforeEach
    void start() throws Exception {
        this.balancer = new Balancer();
        this.phone = this.balancer.phone();
    }

    @AfterEach
    void stop() throws Exception {
        this.balancer.close();
    }

    @Test
    void anInviteReachesTheNodeWithViaAndRecordRouteOfBothLegs() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        Message invite = this.phone.request("INVITE", URI).withBody("v=0\r\n");
        this.phone.send(this.balancer.external(), invite);
        Message received = node.receive();
        int port = node.address().getPort();
        assertThat(received.startLine()).isEqualTo("INVITE sip:bob@example.com SIP/2.0");
        assertThat(received.headers("Via")).hasSize(2);
        assertThat(received.headers("Via").get(0))
                .startsWith("SIP/2.0/UDP 127.0.0.1:" + this.balancer.internal().getPort() + ";branch=z9hG4bK");
        assertThat(received.headers("Via").get(1)).contains("rport=" + this.phone.address().getPort()).contains("received=127.0.0.1");
        String hint = ";lr;node_host=127.0.0.1;node_port=" + port + ";version=0>";
        assertThat(received.headers("Record-Route")).containsExactly("<sip:127.0.0.1:" + this.balancer.internal().getPort() + hint,
                "<sip:127.0.0.1:" + this.balancer.external().getPort() + hint);
        assertThat(received.header("Max-Forwards")).isEqualTo("69");
        assertThat(received.body()).isEqualTo("v=0\r\n");
    }

    @Test
    void aResponseGoesBackToWhereTheRequestCameFrom() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        // The Via names another port than the phone's own: only received and rport lead back.
        Message invite = this.phone.request("INVITE", URI).replace("127.0.0.1:" + this.phone.address().getPort() + ";branch",
                "phone.invalid;branch");
        this.phone.send(this.balancer.external(), invite);
        node.send(this.balancer.internal(), node.receive().response(180, "b"));
        Message ringing = this.phone.receive();
        assertThat(ringing.status()).isEqualTo(180);
        assertThat(ringing.headers("Via")).hasSize(1);
        assertThat(ringing.headers("Record-Route")).hasSize(2);
    }

    @Test
    void aPhoneWithoutRportIsAnsweredAtThePortOfItsVia() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        UdpPeer listener = this.balancer.phone();
        Message options = this.phone.request("OPTIONS", URI).replace(";rport", "").replace(this.phone.address().getPort() + ";branch",
                listener.address().getPort() + ";branch");
        this.phone.send(this.balancer.external(), options);
        node.send(this.balancer.internal(), node.receive().response(200, "b"));
        assertThat(listener.receive().status()).isEqualTo(200);
    }

    @Test
    void aReceivedParameterThatTheClientHasMadeUpIsReplaced() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        this.phone.send(this.balancer.external(), this.phone.request("OPTIONS", URI).replace(";rport", ";received=192.0.2.1;rport=9"));
        assertThat(node.receive().headers("Via").get(1)).doesNotContain("192.0.2.1").contains("received=127.0.0.1")
                .contains("rport=" + this.phone.address().getPort());
    }

    @Test
    void aCallThroughTheBalancerWorks() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        Message invite = this.phone.request("INVITE", URI);
        this.phone.send(this.balancer.external(), invite);
        node.send(this.balancer.internal(), node.receive().response(200, "b"));
        Message ok = this.phone.receive();
        this.phone.send(this.balancer.external(), invite.inDialog("ACK", 1, ok, true));
        assertThat(node.receive().method()).isEqualTo("ACK");
        this.phone.send(this.balancer.external(), invite.inDialog("BYE", 2, ok, true));
        Message bye = node.receive();
        assertThat(bye.startLine()).isEqualTo("BYE sip:app@127.0.0.1:9 SIP/2.0");
        assertThat(bye.headers("Route")).isEmpty();
        assertThat(bye.headers("Record-Route")).isEmpty();
        node.send(this.balancer.internal(), bye.response(200, "b"));
        assertThat(this.phone.receive().status()).isEqualTo(200);
    }

    @Test
    void onlyRequestsThatCreateDialogsAreRecorded() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        for (String method : new String[]{"INVITE", "SUBSCRIBE", "REFER", "NOTIFY"}) {
            this.phone.send(this.balancer.external(), this.phone.request(method, URI));
            assertThat(node.receive().headers("Record-Route")).as(method).hasSize(2);
        }
        for (String method : new String[]{"OPTIONS", "MESSAGE", "REGISTER", "PUBLISH", "CANCEL", "FOO"}) {
            this.phone.send(this.balancer.external(), this.phone.request(method, URI));
            assertThat(node.receive().headers("Record-Route")).as(method).isEmpty();
        }
    }

    @Test
    void retransmissionCancelAndAckOfAFailureHaveTheBranchOfTheInvite() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        Message invite = this.phone.request("INVITE", URI);
        this.phone.send(this.balancer.external(), invite);
        Message first = node.receive();
        this.phone.send(this.balancer.external(), invite);
        assertThat(node.receive().branch()).isEqualTo(first.branch());
        this.phone.send(this.balancer.external(), invite.companion("CANCEL", "<sip:bob@example.com>"));
        Message cancel = node.receive();
        assertThat(cancel.branch()).isEqualTo(first.branch());
        assertThat(cancel.header("Max-Forwards")).isEqualTo("69");
        this.phone.send(this.balancer.external(), invite.companion("ACK", "<sip:bob@example.com>;tag=b"));
        assertThat(node.receive().branch()).isEqualTo(first.branch());
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", URI));
        assertThat(node.receive().branch()).isNotEqualTo(first.branch());
    }

    @Test
    void aClientOfRfc2543GetsOneBranchPerTransaction() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        Message invite = new Message(this.phone.request("INVITE", URI).text().replaceFirst(";branch=[^;\r]*", ""));
        this.phone.send(this.balancer.external(), invite);
        Message first = node.receive();
        this.phone.send(this.balancer.external(), invite.companion("CANCEL", "<sip:bob@example.com>"));
        assertThat(node.receive().branch()).isEqualTo(first.branch());
        this.phone.send(this.balancer.external(), invite.companion("ACK", "<sip:bob@example.com>;tag=b"));
        assertThat(node.receive().branch()).isEqualTo(first.branch());
        this.phone.send(this.balancer.external(), invite.replace("CSeq: 1", "CSeq: 2"));
        assertThat(node.receive().branch()).isNotEqualTo(first.branch());
    }

    @Test
    void maxForwardsIsCountedDownAddedAndObeyed() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        Message options = this.phone.request("OPTIONS", URI);
        this.phone.send(this.balancer.external(), options.replace("Max-Forwards: 70", "Max-Forwards: 1"));
        assertThat(node.receive().header("Max-Forwards")).isEqualTo("0");
        this.phone.send(this.balancer.external(), options.without("Max-Forwards"));
        assertThat(node.receive().headers("Max-Forwards")).containsExactly("70");
        this.phone.send(this.balancer.external(), options.replace("Max-Forwards: 70", "Max-Forwards: 0"));
        Message answer = this.phone.receive();
        assertThat(answer.status()).isEqualTo(483);
        assertThat(answer.header("To")).contains(";tag=");
        assertThat(answer.header("Via")).contains("rport=" + this.phone.address().getPort());
        assertThat(node.isQuiet()).isTrue();
    }

    @Test
    void theAckOfAnAnswerOfTheBalancerGoesNoFurther() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        Message invite = this.phone.request("INVITE", URI).replace("Max-Forwards: 70", "Max-Forwards: 0");
        this.phone.send(this.balancer.external(), invite);
        Message answer = this.phone.receive();
        this.phone.send(this.balancer.external(),
                invite.companion("ACK", answer.header("To")).replace("Max-Forwards: 0", "Max-Forwards: 70"));
        assertThat(node.isQuiet()).isTrue();
        assertThat(this.balancer.running().statistics().get(Counter.ACK)).isEqualTo(1);
    }

    @Test
    void aLoopIsAnsweredAndASpiralIsNot() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        Message invite = this.phone.request("INVITE", URI);
        this.phone.send(this.balancer.external(), invite);
        Message first = node.receive().without("Record-Route")
                .with("Via: SIP/2.0/UDP 127.0.0.1:" + node.address().getPort() + ";branch=z9hG4bKnode");
        // The node sends the same request to the balancer's outer side: nothing has changed, it would go round for ever.
        node.send(this.balancer.external(), first);
        assertThat(node.receive().status()).isEqualTo(482);
        node.send(this.balancer.external(), first.replace("INVITE " + URI, "INVITE sip:carol@example.com"));
        assertThat(node.receive().method()).isEqualTo("INVITE");
    }

    @Test
    void withoutANodeARequestIsAnsweredWith503AndAnAckIsDropped() throws Exception {
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", URI));
        Message answer = this.phone.receive();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
        this.phone.send(this.balancer.external(), this.phone.request("ACK", URI));
        assertThat(this.phone.isQuiet()).isTrue();
    }

    @Test
    void foreignRoutesStayInTheRequest() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        String own = "<sip:127.0.0.1:" + this.balancer.external().getPort() + ";lr>";
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", URI).with("Route: " + own + ", <sip:next.example.com;lr>"));
        assertThat(node.receive().headers("Route")).containsExactly("<sip:next.example.com;lr>");
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", URI).with("Route: " + own).with("X-Between: x"));
        assertThat(node.receive().headers("Route")).isEmpty();
    }

    @Test
    void aPairOfOwnRoutesInOneLineIsTakenOutAndTheRestStays() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        String external = "<sip:127.0.0.1:" + this.balancer.external().getPort() + ";lr>";
        String internal = "<sip:127.0.0.1:" + this.balancer.internal().getPort() + ";lr>";
        this.phone.send(this.balancer.external(),
                this.phone.request("INVITE", URI)
                        .with("Route: " + external + "," + internal + " ,\r\n " + external + ", <sip:far.example.com;lr>"));
        // The third is that of an earlier pass of the dialog's first request: only one pass is taken out.
        assertThat(node.receive().headers("Route")).containsExactly(external + ", <sip:far.example.com;lr>");
    }

    @Test
    void compactFoldedAndCommaSeparatedHeadersAreUnderstood() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        int port = this.phone.address().getPort();
        Message odd = new Message("INVITE sip:bob@example.com SIP/2.0\nv: SIP / 2.0 / UDP 127.0.0.1:" + port
                + " ;branch=z9hG4bKodd, SIP/2.0/UDP far.example.com\n"
                + "f: \"A; B, <C>\" <sip:a@example.com>\n ;tag=x\nt: sip:bob@example.com\ni:\n\todd-call\ncseq: 7\n INVITE\n"
                + "MAX-FORWARDS: 5\nl: 3\n\nabc");
        this.phone.send(this.balancer.external(), odd);
        Message received = new Message(node.receive().text().replace("\r\n", "\n").replace("\n", "\r\n"));
        assertThat(received.header("MAX-FORWARDS")).isEqualTo("4");
        assertThat(received.text()).contains("v: SIP / 2.0 / UDP 127.0.0.1:" + port + " ;branch=z9hG4bKodd, SIP/2.0/UDP far.example.com")
                .endsWith("abc");
        String via = received.header("Via");
        node.send(this.balancer.internal(), new Message("SIP/2.0 200 OK\r\nVia: " + via + ", SIP/2.0/UDP 127.0.0.1:" + port
                + " ;branch=z9hG4bKodd\r\nv: SIP/2.0/UDP far.example.com\r\nf: <sip:a@example.com>;tag=x\r\n"
                + "t: <sip:bob@example.com>;tag=y\r\ni: odd-call\r\n"
                + "CSeq: 7 INVITE\r\n\r\n"));
        Message ok = this.phone.receive();
        assertThat(ok.headers("Via")).containsExactly("SIP/2.0/UDP 127.0.0.1:" + port + " ;branch=z9hG4bKodd");
        assertThat(ok.header("v")).isEqualTo("SIP/2.0/UDP far.example.com");
    }

    @Test
    void garbageIsDroppedAndCountedAndDoesNotStopTheBalancer() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        Message good = this.phone.request("INVITE", URI);
        String[] bad = {"\u0000\u0001\u0002", "hello world", "INVITE\r\n\r\n", "INVITE sip:bob@example.com SIP/2.0\r\n\r\n",
                "SIP/2.0 9999 Yes\r\n\r\n",
                good.text().substring(0, 100), good.without("CSeq").text(), good.without("Via").text(),
                good.replace("SIP/2.0/UDP", "SIP/2.0").text(), good.replace(";rport", ";rport=99999").text(),
                good.replace(" SIP/2.0\r", " HTTP/1.1\r").text(), good.replace(" SIP/2.0\r", " SIP/two\r").text()};
        for (String text : bad) {
            this.phone.send(this.balancer.external(), text.getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThat(node.isQuiet()).isTrue();
        assertThat(this.balancer.running().statistics().snapshot(true).values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(bad.length);
        assertThat(this.balancer.running().statistics().get(Counter.INTERNAL_ERROR)).isZero();
        this.phone.send(this.balancer.external(), good);
        assertThat(node.receive().method()).isEqualTo("INVITE");
    }

    @Test
    void aRequestWithWhatMustNotBeSentOnIsAnswered() throws Exception {
        UdpPeer node = this.balancer.node("n1");
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
        assertThat(node.isQuiet()).isTrue();
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
        UdpPeer node = this.balancer.node("n1");
        this.phone.send(this.balancer.external(), this.phone.request("OPTIONS", URI));
        Message response = node.receive().response(200, "b");
        node.send(this.balancer.internal(), new Message(response.text().replaceFirst("Via: [^\r]*\r\n", "")));
        node.send(this.balancer.internal(), response.replace(this.balancer.internal().getPort() + ";branch", "9;branch"));
        assertThat(this.phone.isQuiet()).isTrue();
        assertThat(this.balancer.running().statistics().get(Counter.STRAY_RESPONSE)).isEqualTo(2);
    }

    @Test
    void theOrderOfMessagesIsKept() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        Message info = this.phone.request("INFO", URI);
        for (int i = 1; i <= 200; i++) {
            this.phone.send(this.balancer.external(), info.replace("CSeq: 1 ", "CSeq: " + i + ' '));
            if (i % 20 == 0) {
                for (int j = i - 19; j <= i; j++) {
                    assertThat(node.receive().header("CSeq")).isEqualTo(j + " INFO");
                }
            }
        }
    }
}
