/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Requests and responses over UDP, between phones and nodes (RFC 3261 section 16).
 */
class UdpForwardingTestCase extends UdpScene {
    @Test
    void anInviteReachesTheNodeWithViaAndRecordRouteOfBothLegs() throws Exception {
        Message invite = this.phone.request("INVITE", URI).withBody("v=0\r\n");
        this.phone.send(this.balancer.external(), invite);
        Message received = this.node.receive();
        int port = this.node.address().getPort();
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
        // The Via names another port than the phone's own: only received and rport lead back.
        Message invite = this.phone.request("INVITE", URI).replace("127.0.0.1:" + this.phone.address().getPort() + ";branch",
                "phone.invalid;branch");
        this.phone.send(this.balancer.external(), invite);
        this.node.send(this.balancer.internal(), this.node.receive().response(180, "b"));
        Message ringing = this.phone.receive();
        assertThat(ringing.status()).isEqualTo(180);
        assertThat(ringing.headers("Via")).hasSize(1);
        assertThat(ringing.headers("Record-Route")).hasSize(2);
    }

    @Test
    void aPhoneWithoutRportIsAnsweredAtThePortOfItsVia() throws Exception {
        UdpPeer listener = this.balancer.phone();
        Message options = this.phone.request("OPTIONS", URI).replace(";rport", "").replace(this.phone.address().getPort() + ";branch",
                listener.address().getPort() + ";branch");
        this.phone.send(this.balancer.external(), options);
        this.node.send(this.balancer.internal(), this.node.receive().response(200, "b"));
        assertThat(listener.receive().status()).isEqualTo(200);
    }

    @Test
    void aReceivedParameterThatTheClientHasMadeUpIsReplaced() throws Exception {
        this.phone.send(this.balancer.external(), this.phone.request("OPTIONS", URI).replace(";rport", ";received=192.0.2.1;rport=9"));
        assertThat(this.node.receive().headers("Via").get(1)).doesNotContain("192.0.2.1").contains("received=127.0.0.1")
                .contains("rport=" + this.phone.address().getPort());
    }

    @Test
    void aCallThroughTheBalancerWorks() throws Exception {
        Message invite = this.phone.request("INVITE", URI);
        this.phone.send(this.balancer.external(), invite);
        this.node.send(this.balancer.internal(), this.node.receive().response(200, "b"));
        Message ok = this.phone.receive();
        this.phone.send(this.balancer.external(), invite.inDialog("ACK", 1, ok, true));
        assertThat(this.node.receive().method()).isEqualTo("ACK");
        this.phone.send(this.balancer.external(), invite.inDialog("BYE", 2, ok, true));
        Message bye = this.node.receive();
        assertThat(bye.startLine()).isEqualTo("BYE sip:app@127.0.0.1:9 SIP/2.0");
        assertThat(bye.headers("Route")).isEmpty();
        assertThat(bye.headers("Record-Route")).isEmpty();
        this.node.send(this.balancer.internal(), bye.response(200, "b"));
        assertThat(this.phone.receive().status()).isEqualTo(200);
    }

    @Test
    void onlyRequestsThatCreateDialogsAreRecorded() throws Exception {
        for (String method : new String[]{"INVITE", "SUBSCRIBE", "REFER", "NOTIFY"}) {
            this.phone.send(this.balancer.external(), this.phone.request(method, URI));
            assertThat(this.node.receive().headers("Record-Route")).as(method).hasSize(2);
        }
        for (String method : new String[]{"OPTIONS", "MESSAGE", "REGISTER", "PUBLISH", "CANCEL", "FOO"}) {
            this.phone.send(this.balancer.external(), this.phone.request(method, URI));
            assertThat(this.node.receive().headers("Record-Route")).as(method).isEmpty();
        }
    }

    @Test
    void retransmissionCancelAndAckOfAFailureHaveTheBranchOfTheInvite() throws Exception {
        Message invite = this.phone.request("INVITE", URI);
        this.phone.send(this.balancer.external(), invite);
        Message first = this.node.receive();
        this.phone.send(this.balancer.external(), invite);
        assertThat(this.node.receive().branch()).isEqualTo(first.branch());
        this.phone.send(this.balancer.external(), invite.companion("CANCEL", "<sip:bob@example.com>"));
        Message cancel = this.node.receive();
        assertThat(cancel.branch()).isEqualTo(first.branch());
        assertThat(cancel.header("Max-Forwards")).isEqualTo("69");
        this.phone.send(this.balancer.external(), invite.companion("ACK", "<sip:bob@example.com>;tag=b"));
        assertThat(this.node.receive().branch()).isEqualTo(first.branch());
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", URI));
        assertThat(this.node.receive().branch()).isNotEqualTo(first.branch());
    }

    @Test
    void aClientOfRfc2543GetsOneBranchPerTransaction() throws Exception {
        Message invite = new Message(this.phone.request("INVITE", URI).text().replaceFirst(";branch=[^;\r]*", ""));
        this.phone.send(this.balancer.external(), invite);
        Message first = this.node.receive();
        this.phone.send(this.balancer.external(), invite.companion("CANCEL", "<sip:bob@example.com>"));
        assertThat(this.node.receive().branch()).isEqualTo(first.branch());
        this.phone.send(this.balancer.external(), invite.companion("ACK", "<sip:bob@example.com>;tag=b"));
        assertThat(this.node.receive().branch()).isEqualTo(first.branch());
        this.phone.send(this.balancer.external(), invite.replace("CSeq: 1", "CSeq: 2"));
        assertThat(this.node.receive().branch()).isNotEqualTo(first.branch());
    }

    @Test
    void foreignRoutesStayInTheRequest() throws Exception {
        String own = "<sip:127.0.0.1:" + this.balancer.external().getPort() + ";lr>";
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", URI).with("Route: " + own + ", <sip:next.example.com;lr>"));
        assertThat(this.node.receive().headers("Route")).containsExactly("<sip:next.example.com;lr>");
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", URI).with("Route: " + own).with("X-Between: x"));
        assertThat(this.node.receive().headers("Route")).isEmpty();
    }

    @Test
    void aPairOfOwnRoutesInOneLineIsTakenOutAndTheRestStays() throws Exception {
        String external = "<sip:127.0.0.1:" + this.balancer.external().getPort() + ";lr>";
        String internal = "<sip:127.0.0.1:" + this.balancer.internal().getPort() + ";lr>";
        this.phone.send(this.balancer.external(),
                this.phone.request("INVITE", URI)
                        .with("Route: " + external + "," + internal + " ,\r\n " + external + ", <sip:far.example.com;lr>"));
        // The third is that of an earlier pass of the dialog's first request: only one pass is taken out.
        assertThat(this.node.receive().headers("Route")).containsExactly(external + ", <sip:far.example.com;lr>");
    }

    @Test
    void compactFoldedAndCommaSeparatedHeadersAreUnderstood() throws Exception {
        int port = this.phone.address().getPort();
        Message odd = new Message("INVITE sip:bob@example.com SIP/2.0\nv: SIP / 2.0 / UDP 127.0.0.1:" + port
                + " ;branch=z9hG4bKodd, SIP/2.0/UDP far.example.com\n"
                + "f: \"A; B, <C>\" <sip:a@example.com>\n ;tag=x\nt: sip:bob@example.com\ni:\n\todd-call\ncseq: 7\n INVITE\n"
                + "MAX-FORWARDS: 5\nl: 3\n\nabc");
        this.phone.send(this.balancer.external(), odd);
        Message received = new Message(this.node.receive().text().replace("\r\n", "\n").replace("\n", "\r\n"));
        assertThat(received.header("MAX-FORWARDS")).isEqualTo("4");
        assertThat(received.text()).contains("v: SIP / 2.0 / UDP 127.0.0.1:" + port + " ;branch=z9hG4bKodd, SIP/2.0/UDP far.example.com")
                .endsWith("abc");
        String via = received.header("Via");
        this.node.send(this.balancer.internal(), new Message("SIP/2.0 200 OK\r\nVia: " + via + ", SIP/2.0/UDP 127.0.0.1:" + port
                + " ;branch=z9hG4bKodd\r\nv: SIP/2.0/UDP far.example.com\r\nf: <sip:a@example.com>;tag=x\r\n"
                + "t: <sip:bob@example.com>;tag=y\r\ni: odd-call\r\n"
                + "CSeq: 7 INVITE\r\n\r\n"));
        Message ok = this.phone.receive();
        assertThat(ok.headers("Via")).containsExactly("SIP/2.0/UDP 127.0.0.1:" + port + " ;branch=z9hG4bKodd");
        assertThat(ok.header("v")).isEqualTo("SIP/2.0/UDP far.example.com");
    }

    @Test
    void theOrderOfMessagesIsKept() throws Exception {
        Message info = this.phone.request("INFO", URI);
        for (int i = 1; i <= 200; i++) {
            this.phone.send(this.balancer.external(), info.replace("CSeq: 1 ", "CSeq: " + i + ' '));
            if (i % 20 == 0) {
                for (int j = i - 19; j <= i; j++) {
                    assertThat(this.node.receive().header("CSeq")).isEqualTo(j + " INFO");
                }
            }
        }
    }
}
