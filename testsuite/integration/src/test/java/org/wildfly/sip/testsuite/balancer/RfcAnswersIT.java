/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** What the balancer answers itself (RFC 3261 section 16.3), and what it drops. */
class RfcAnswersIT {
    private static final String URI = "sip:bob@example.com";

    private static StartedBalancer balancer;
    private BalancedNode node;
    private UdpPeer phone;

    @BeforeAll
    static void start() throws Exception {
        balancer = StartedBalancer.start("rfc-answers");
    }

    @AfterAll
    static void stop() throws Exception {
        balancer.close();
    }

    @BeforeEach
    void peers() throws Exception {
        this.node = balancer.node("n1");
        this.phone = balancer.phone();
    }

    @AfterEach
    void dismiss() throws Exception {
        balancer.dismiss();
    }

    @Test
    void maxForwardsIsCountedDown() throws Exception {
        SipText options = this.phone.request("OPTIONS", URI);
        for (int hops : new int[]{255, 70, 2, 1}) {
            this.phone.send(options.replace("Max-Forwards: 70", "Max-Forwards: " + hops));
            assertThat(this.node.sip().receive().headers("Max-Forwards")).containsExactly(Integer.toString(hops - 1));
        }
    }

    @Test
    void aMissingMaxForwardsIsAdded() throws Exception {
        this.phone.send(this.phone.request("OPTIONS", URI).without("Max-Forwards"));
        assertThat(this.node.sip().receive().headers("Max-Forwards")).containsExactly("70");
    }

    @Test
    void maxForwardsZeroIsAnsweredWith483AndNotSentOn() throws Exception {
        for (String method : new String[]{"INVITE", "OPTIONS"}) {
            this.phone.send(this.phone.request(method, URI).replace("Max-Forwards: 70", "Max-Forwards: 0"));
            SipText answer = this.phone.receive();
            assertThat(answer.status()).isEqualTo(483);
            assertThat(answer.header("To")).contains(";tag=");
            assertThat(this.node.sip().isQuiet()).isTrue();
        }
    }

    @Test
    void theAckOfAnOwnAnswerGoesNoFurther() throws Exception {
        SipText invite = this.phone.request("INVITE", URI).replace("Max-Forwards: 70", "Max-Forwards: 0");
        this.phone.send(invite);
        SipText answer = this.phone.receive();
        this.phone.send(invite.companion("ACK", answer.header("To")).replace("Max-Forwards: 0", "Max-Forwards: 70"));
        assertThat(this.node.sip().isQuiet()).isTrue();
    }

    @Test
    void aLoopIsAnsweredWith482AndASpiralPasses() throws Exception {
        this.phone.send(this.phone.request("INVITE", URI));
        SipText round = this.node.sip().receive().without("Record-Route")
                .with("Via: SIP/2.0/UDP " + this.node.hostPort() + ";branch=z9hG4bKnode");
        UdpPeer foreign = balancer.with(new UdpPeer(balancer.external()));
        foreign.send(round.replace(this.node.hostPort(), "127.0.0.1:" + foreign.address().getPort()));
        assertThat(foreign.receive().status()).isEqualTo(482);
        foreign.send(round.replace(this.node.hostPort(), "127.0.0.1:" + foreign.address().getPort()).replace("INVITE " + URI,
                "INVITE sip:carol@example.com"));
        assertThat(this.node.sip().receive().startLine()).contains("carol");
    }

    @Test
    void garbageIsDroppedAndNothingElseIsDisturbed() throws Exception {
        SipText good = this.phone.request("INVITE", URI);
        for (String bad : new String[]{"\u0000\u0001\u0002", "hello world", "INVITE\r\n\r\n", "SIP/2.0 9999 Yes\r\n\r\n",
                good.text().substring(0, 20), good.without("Via").text()}) {
            this.phone.send(new SipText(bad));
        }
        assertThat(this.node.sip().isQuiet()).isTrue();
        this.phone.send(good);
        assertThat(this.node.sip().receive().method()).isEqualTo("INVITE");
        assertThat(balancer.process().log().text()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    void responsesThatAreNotForTheBalancerAreDropped() throws Exception {
        this.phone.send(this.phone.request("OPTIONS", URI));
        SipText response = this.node.sip().receive().response(200, "b");
        this.node.sip().send(new SipText(response.text().replaceFirst("Via: [^\r]*\r\n", "")));
        this.node.sip().send(response.replace(balancer.port("internal") + ";branch", "9;branch"));
        assertThat(this.phone.isQuiet()).isTrue();
    }

    @Test
    void keepAlivesAreNoMessages() throws Exception {
        this.phone.send(new byte[0]);
        this.phone.send(new byte[]{'\r', '\n', '\r', '\n'});
        this.phone.send(new byte[4]);
        assertThat(this.node.sip().isQuiet()).isTrue();
        assertThat(balancer.process().isAlive()).isTrue();
    }
}
