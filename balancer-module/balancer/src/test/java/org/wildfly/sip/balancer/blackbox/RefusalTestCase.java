/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * Requests that the balancer answers itself, or drops, instead of sending them on (RFC 3261 section 16.3).
 */
class RefusalTestCase extends UdpScene {
    private Message answer(Message request) throws Exception {
        this.phone.send(this.balancer.external(), request);
        return this.phone.receive();
    }

    private long count(Counter counter) {
        return this.balancer.running().statistics().get(counter);
    }

    @Test
    void aRequestThatCannotBeReadButAnsweredGets400() throws Exception {
        Message good = this.phone.request("INVITE", URI);
        Message[] bad = {good.replace("Content-Length: 0", "Content-Length: 10"), good.with("Call-ID: another"),
                good.replace("CSeq: 1 INVITE", "CSeq: 1 BYE"), good.replace("CSeq: 1", "CSeq: 99999999999"),
                good.replace("Max-Forwards: 70", "Max-Forwards: many"), good.replace("Max-Forwards: 70", "Max-Forwards: 256"),
                good.replace("Content-Length: 0", "Content-Length: -1"), good.with("Content-Length: 0"),
                good.with("Route: <sip:unclosed"), good.replace("INVITE sip:", "INVITE :"),
                good.replace("INVITE " + URI, "INVITE <" + URI + '>'), good.replace("INVITE " + URI, "INVITE " + URI + "; lr"),
                good.replace("INVITE " + URI, "INVITE  " + URI + ' '), good.with("no colon here")};
        for (Message each : bad) {
            Message answer = answer(each);
            assertThat(answer.startLine()).as(each.text()).isEqualTo("SIP/2.0 400 Bad Request");
            assertThat(answer.headers("Call-ID")).hasSize(1);
            assertThat(answer.headers("CSeq")).hasSize(1);
            assertThat(answer.header("To")).contains(";tag=");
            assertThat(answer.header("Via")).contains("rport=" + this.phone.address().getPort());
        }
        assertThat(this.node.isQuiet()).isTrue();
        assertThat(count(Counter.REJECTED)).isEqualTo(bad.length);
    }

    @Test
    void anAckIsNeverAnsweredHoweverBadItIs() throws Exception {
        Message ack = this.phone.request("ACK", URI);
        Message[] bad = {ack.replace("CSeq: 1 ACK", "CSeq: 1 INVITE"), ack.replace(" SIP/2.0\r", " SIP/3.0\r"),
                ack.replace("Max-Forwards: 70", "Max-Forwards: 0"), ack.replace("ACK " + URI, "ACK unknown:bob")};
        for (Message each : bad) {
            this.phone.send(this.balancer.external(), each);
        }
        assertThat(this.phone.isQuiet()).isTrue();
        assertThat(this.node.isQuiet()).isTrue();
        assertThat(count(Counter.ACK) + count(Counter.MALFORMED)).isEqualTo(bad.length);
    }

    @Test
    void aBadResponseIsDropped() throws Exception {
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", URI));
        Message ok = this.node.receive().response(200, "b");
        this.node.send(this.balancer.internal(), ok.replace("CSeq: 1 INVITE", "CSeq: one INVITE"));
        assertThat(this.node.isQuiet()).isTrue();
        assertThat(this.phone.isQuiet()).isTrue();
        assertThat(count(Counter.MALFORMED)).isEqualTo(1);
    }

    @Test
    void anotherVersionOfSipIsAnsweredWith505() throws Exception {
        assertThat(answer(this.phone.request("OPTIONS", URI).replace(" SIP/2.0\r", " SIP/7.0\r")).startLine())
                .isEqualTo("SIP/2.0 505 Version Not Supported");
    }

    @Test
    void anUnknownUriSchemeIsAnsweredWith416AndAKnownOneReachesTheNode() throws Exception {
        assertThat(answer(this.phone.request("OPTIONS", "nobodyKnowsThisScheme:totallyopaquecontent")).status()).isEqualTo(416);
        assertThat(answer(this.phone.request("OPTIONS", "soap.beep://192.0.2.103:3002")).status()).isEqualTo(416);
        for (String uri : new String[]{"tel:+123", "urn:service:sos", "im:bob@example.com"}) {
            this.phone.send(this.balancer.external(), this.phone.request("MESSAGE", uri));
            assertThat(this.node.receive().startLine()).isEqualTo("MESSAGE " + uri + " SIP/2.0");
        }
    }

    @Test
    void hopsRunOutForEveryMethodButAck() throws Exception {
        for (String method : new String[]{"INVITE", "CANCEL", "OPTIONS", "REGISTER", "BYE", "FOO"}) {
            Message answer = answer(this.phone.request(method, URI).replace("Max-Forwards: 70", "Max-Forwards: 0"));
            assertThat(answer.startLine()).as(method).isEqualTo("SIP/2.0 483 Too Many Hops");
        }
        assertThat(this.node.isQuiet()).isTrue();
    }

    @Test
    void anExtensionThatAProxyMustKnowIsAnsweredWith420() throws Exception {
        Message answer = answer(this.phone.request("INVITE", URI).with("Proxy-Require: foo, bar").with("Proxy-Require: baz"));
        assertThat(answer.startLine()).isEqualTo("SIP/2.0 420 Bad Extension");
        assertThat(answer.headers("Unsupported")).containsExactly("baz, foo, bar");
        this.phone.send(this.balancer.external(), this.phone.request("CANCEL", URI).with("Proxy-Require: foo"));
        assertThat(this.node.receive().method()).isEqualTo("CANCEL");
        try (Balancer tolerant = new Balancer("proxyRequireExtensions=privacy, foo")) {
            UdpPeer other = tolerant.node("n1");
            this.phone.send(tolerant.external(), this.phone.request("INVITE", URI).with("Proxy-Require: Privacy,foo"));
            assertThat(other.receive().header("Proxy-Require")).isEqualTo("Privacy,foo");
            this.phone.send(tolerant.external(), this.phone.request("INVITE", URI).with("Proxy-Require: privacy,bar"));
            assertThat(this.phone.receive().header("Unsupported")).isEqualTo("bar");
        }
    }

    @Test
    void scannersAreDroppedWithoutAWordAndCounted() throws Exception {
        Message options = this.phone.request("OPTIONS", URI);
        this.phone.send(this.balancer.external(), options.with("User-Agent: Friendly-Scanner"));
        this.phone.send(this.balancer.external(), options.replace("From: <sip:alice", "From: \"SIPvicious\" <sip:alice"));
        this.phone.send(this.balancer.external(), options.replace("To: <sip:bob", "To: <sip:xsipcli"));
        this.phone.send(this.balancer.external(), options.with("User-Agent: sipcli/v1.8").replace("Max-Forwards: 70", "Max-Forwards: 0"));
        assertThat(this.phone.isQuiet()).isTrue();
        assertThat(this.node.isQuiet()).isTrue();
        assertThat(count(Counter.BLOCKED)).isEqualTo(4);
        this.phone.send(this.balancer.external(), options.with("User-Agent: sipcl friendly scanner").with("X: sipvicious"));
        assertThat(this.node.receive().method()).isEqualTo("OPTIONS");
    }

    @Test
    void whoIsBlockedIsConfigured() throws Exception {
        try (Balancer strict = new Balancer("blocked-values=evil phone, worse", "blocked-values-answer=true");
                Balancer open = new Balancer("blocked-values=none")) {
            UdpPeer strictNode = strict.node("n1");
            this.phone.send(strict.external(), this.phone.request("OPTIONS", URI).with("User-Agent: an Evil Phone 1.0"));
            assertThat(this.phone.receive().status()).isEqualTo(403);
            this.phone.send(strict.external(), this.phone.request("OPTIONS", URI).with("User-Agent: sipcli"));
            assertThat(strictNode.receive().method()).isEqualTo("OPTIONS");
            UdpPeer openNode = open.node("n1");
            this.phone.send(open.external(), this.phone.request("OPTIONS", URI).with("User-Agent: sipcli none"));
            assertThat(openNode.receive().method()).isEqualTo("OPTIONS");
        }
    }

    @Test
    void aNodeIsNotBlocked() throws Exception {
        this.node.send(this.balancer.internal(),
                this.node.request("OPTIONS", "sip:carol@127.0.0.1:" + this.phone.address().getPort()).with("User-Agent: sipcli"));
        assertThat(this.phone.receive().method()).isEqualTo("OPTIONS");
    }

    @Test
    void whenToComeBackIsConfigured() throws Exception {
        try (Balancer empty = new Balancer("retryAfter=17")) {
            this.phone.send(empty.external(), this.phone.request("INVITE", URI));
            assertThat(this.phone.receive().header("Retry-After")).isEqualTo("17");
        }
    }

    @Test
    void anInviteIsAnsweredWith100AtOnceIfConfiguredAndOnlyAnInvite() throws Exception {
        try (Balancer trying = new Balancer("isSendTrying=true")) {
            UdpPeer other = trying.node("n1");
            this.phone.send(trying.external(), this.phone.request("INVITE", URI));
            assertThat(other.receive().method()).isEqualTo("INVITE");
            Message answer = this.phone.receive();
            assertThat(answer.startLine()).isEqualTo("SIP/2.0 100 Trying");
            assertThat(answer.header("To")).doesNotContain("tag");
            this.phone.send(trying.external(), this.phone.request("SUBSCRIBE", URI));
            assertThat(other.receive().method()).isEqualTo("SUBSCRIBE");
            assertThat(this.phone.isQuiet()).isTrue();
        }
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", URI));
        assertThat(this.phone.isQuiet()).isTrue();
    }

    @Test
    void aBadRequestOverTcpIsAnsweredBeforeItsConnectionCloses() throws Exception {
        TcpPeer tcp = this.balancer.tcpPhone();
        tcp.send(tcp.request("INFO", URI).replace("INFO sip", "INFO  sip")).send(tcp.request("INFO", URI));
        assertThat(tcp.receive().status()).isEqualTo(400);
        assertThat(this.node.receive().method()).isEqualTo("INFO");
        tcp.send(tcp.request("INFO", URI).replace("Content-Length: 0", "Content-Length: -5"));
        assertThat(tcp.receive().status()).isEqualTo(400);
        assertThat(tcp.isClosed()).isTrue();
    }
}
