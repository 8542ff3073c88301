/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** What the balancer answers itself (RFC 3261 section 16.3), and what it drops. */
class RfcAnswersIT {
    private static final String URI = "sip:bob@example.com";

    @RegisterExtension
    static final TestBed BED = new TestBed(() -> StartedBalancer.start("rfc-answers"), "n1");

    @Test
    void maxForwardsIsCountedDown() throws Exception {
        SipText options = BED.phone().request("OPTIONS", URI);
        for (int hops : new int[]{255, 70, 2, 1}) {
            BED.phone().send(options.replace("Max-Forwards: 70", "Max-Forwards: " + hops));
            assertThat(BED.node().sip().receive().headers("Max-Forwards")).containsExactly(Integer.toString(hops - 1));
        }
    }

    @Test
    void aMissingMaxForwardsIsAdded() throws Exception {
        BED.phone().send(BED.phone().request("OPTIONS", URI).without("Max-Forwards"));
        assertThat(BED.node().sip().receive().headers("Max-Forwards")).containsExactly("70");
    }

    @Test
    void maxForwardsZeroIsAnsweredWith483AndNotSentOn() throws Exception {
        for (String method : new String[]{"INVITE", "OPTIONS"}) {
            BED.phone().send(BED.phone().request(method, URI).replace("Max-Forwards: 70", "Max-Forwards: 0"));
            SipText answer = BED.phone().receive();
            assertThat(answer.status()).isEqualTo(483);
            assertThat(answer.header("To")).contains(";tag=");
            assertThat(BED.node().sip().isQuiet()).isTrue();
        }
    }

    @Test
    void theAckOfAnOwnAnswerGoesNoFurther() throws Exception {
        SipText invite = BED.phone().request("INVITE", URI).replace("Max-Forwards: 70", "Max-Forwards: 0");
        BED.phone().send(invite);
        SipText answer = BED.phone().receive();
        BED.phone().send(invite.companion("ACK", answer.header("To")).replace("Max-Forwards: 0", "Max-Forwards: 70"));
        assertThat(BED.node().sip().isQuiet()).isTrue();
    }

    @Test
    void aLoopIsAnsweredWith482AndASpiralPasses() throws Exception {
        BED.phone().send(BED.phone().request("INVITE", URI));
        SipText round = BED.node().sip().receive().without("Record-Route")
                .with("Via: SIP/2.0/UDP " + BED.node().hostPort() + ";branch=z9hG4bKnode");
        UdpPeer foreign = BED.balancer().with(new UdpPeer(BED.balancer().external()));
        foreign.send(round.replace(BED.node().hostPort(), "127.0.0.1:" + foreign.address().getPort()));
        assertThat(foreign.receive().status()).isEqualTo(482);
        foreign.send(round.replace(BED.node().hostPort(), "127.0.0.1:" + foreign.address().getPort()).replace("INVITE " + URI,
                "INVITE sip:carol@example.com"));
        assertThat(BED.node().sip().receive().startLine()).contains("carol");
    }

    @Test
    void garbageIsDroppedAndNothingElseIsDisturbed() throws Exception {
        SipText good = BED.phone().request("INVITE", URI);
        for (String bad : new String[]{"\u0000\u0001\u0002", "hello world", "INVITE\r\n\r\n", "SIP/2.0 9999 Yes\r\n\r\n",
                good.text().substring(0, 20), good.without("Via").text()}) {
            BED.phone().send(new SipText(bad));
        }
        assertThat(BED.node().sip().isQuiet()).isTrue();
        BED.phone().send(good);
        assertThat(BED.node().sip().receive().method()).isEqualTo("INVITE");
        assertThat(BED.balancer().process().log().text()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    void responsesThatAreNotForTheBalancerAreDropped() throws Exception {
        BED.phone().send(BED.phone().request("OPTIONS", URI));
        SipText response = BED.node().sip().receive().response(200, "b");
        BED.node().sip().send(new SipText(response.text().replaceFirst("Via: [^\r]*\r\n", "")));
        BED.node().sip().send(response.replace(BED.balancer().port("internal") + ";branch", "9;branch"));
        assertThat(BED.phone().isQuiet()).isTrue();
    }

    @Test
    void keepAlivesAreNoMessages() throws Exception {
        BED.phone().send(new byte[0]);
        BED.phone().send(new byte[]{'\r', '\n', '\r', '\n'});
        BED.phone().send(new byte[4]);
        assertThat(BED.node().sip().isQuiet()).isTrue();
        assertThat(BED.balancer().process().isAlive()).isTrue();
    }

    @Test
    void aRequestWithoutWhatEveryRequestHasIsNotSentOn() throws Exception {
        for (String header : new String[]{"Call-ID", "From", "To", "CSeq"}) {
            BED.phone().send(BED.phone().request("INVITE", URI).without(header));
            assertThat(BED.node().sip().isQuiet()).as(header).isTrue();
        }
    }
}
