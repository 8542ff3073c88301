/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.EstablishedCall;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;

/** The messages of a dialog stay with its node, and go to another when that is gone. */
class DialogsIT {
    @RegisterExtension
    static final TestBed BED = new TestBed(() -> StartedBalancer.start("dialogs"), "n1", "n2", "n3");

    @Test
    void everyRequestOfASessionGoesToItsNode() throws Exception {
        for (int i = 0; i < 5; i++) {
            EstablishedCall call = EstablishedCall.make(BED.phone(), BED.nodes());
            for (int sequence = 2; sequence < 6; sequence++) {
                BED.phone().send(call.request(sequence == 5 ? "BYE" : "INFO", sequence));
                assertThat(Received.byOneOf(BED.nodes()).answer(200).node()).isSameAs(call.node());
                assertThat(BED.phone().receive().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aClientThatSendsNoRoutesReachesItsNodeByItsCallId() throws Exception {
        for (int i = 0; i < 5; i++) {
            EstablishedCall call = EstablishedCall.make(BED.phone(), BED.nodes());
            BED.phone().send(call.requestWithoutRoutes("INFO", 2));
            assertThat(Received.byOneOf(BED.nodes()).node()).isSameAs(call.node());
        }
    }

    @Test
    void theRequestUriOfARequestInADialogIsLeftAlone() throws Exception {
        EstablishedCall call = EstablishedCall.make(BED.phone(), BED.nodes());
        BED.phone().send(call.request("BYE", 2));
        SipText bye = call.node().sip().receive();
        assertThat(bye.startLine()).isEqualTo("BYE sip:app@127.0.0.1:9 SIP/2.0");
        assertThat(bye.headers("Route")).isEmpty();
        assertThat(bye.headers("Record-Route")).isEmpty();
    }

    @Test
    void whenTheNodeOfACallDiesItsRequestsGoToAnother() throws Exception {
        EstablishedCall call = EstablishedCall.make(BED.phone(), BED.nodes());
        call.node().die();
        BED.phone().send(call.request("INFO", 2));
        Received info = Received.byOneOf(BED.nodes()).answer(200);
        assertThat(info.node()).isNotSameAs(call.node());
        assertThat(info.message().startLine()).isEqualTo("INFO sip:app@127.0.0.1:9 SIP/2.0");
        assertThat(BED.phone().receive().status()).isEqualTo(200);
        BED.phone().send(call.request("BYE", 3));
        assertThat(Received.byOneOf(BED.nodes()).node()).isSameAs(info.node());
    }

    @Test
    void whenTheNodeOfACallDiesAClientWithoutRoutesReachesAnother() throws Exception {
        EstablishedCall call = EstablishedCall.make(BED.phone(), BED.nodes());
        call.node().die();
        BED.phone().send(call.requestWithoutRoutes("INFO", 2));
        BalancedNode survivor = Received.byOneOf(BED.nodes()).node();
        assertThat(survivor).isNotSameAs(call.node());
        BED.phone().send(call.requestWithoutRoutes("BYE", 3));
        assertThat(Received.byOneOf(BED.nodes()).node()).isSameAs(survivor);
    }

    @Test
    void aHintToANodeThatNobodyKnowsIsNotFollowed() throws Exception {
        EstablishedCall call = EstablishedCall.make(BED.phone(), BED.nodes());
        String port = "node_port=" + call.node().sip().address().getPort();
        BED.phone().send(call.request("INFO", 2).replace(port, "node_port=9").withCallId("hint-to-nobody"));
        assertThat(Received.byOneOf(BED.nodes()).message().method()).isEqualTo("INFO");
    }

    @Test
    void cancelAckOfAFailureAndRetransmissionGoTheWayOfTheInvite() throws Exception {
        SipText invite = BED.phone().request("INVITE", "sip:bob@example.com");
        BED.phone().send(invite);
        Received first = Received.byOneOf(BED.nodes());
        BED.phone().send(invite);
        SipText again = first.node().sip().receive();
        assertThat(again.branch()).isEqualTo(first.message().branch());
        BED.phone().send(invite.companion("CANCEL", "<sip:bob@example.com>"));
        SipText cancel = first.node().sip().receive();
        assertThat(cancel.method()).isEqualTo("CANCEL");
        assertThat(cancel.branch()).isEqualTo(first.message().branch());
        assertThat(cancel.header("Max-Forwards")).isEqualTo("69");
        first.answer(487);
        SipText terminated = BED.phone().receive();
        BED.phone().send(invite.companion("ACK", terminated.header("To")));
        SipText ack = first.node().sip().receive();
        assertThat(ack.method()).isEqualTo("ACK");
        assertThat(ack.branch()).isEqualTo(first.message().branch());
    }

    @Test
    void anInviteWhoseNodeDiesBeforeItAnswersFindsAnotherByItsRetransmission() throws Exception {
        SipText invite = BED.phone().request("INVITE", "sip:bob@example.com");
        BED.phone().send(invite);
        BalancedNode dead = Received.byOneOf(BED.nodes()).node();
        dead.die();
        BED.phone().send(invite);
        assertThat(Received.byOneOf(BED.nodes()).answer(200).node()).isNotSameAs(dead);
        assertThat(BED.phone().receive().status()).isEqualTo(200);
    }

    @Test
    void theResponseOfAClientToADeadNodeGoesToAnother() throws Exception {
        BalancedNode caller = BED.nodes().get(0);
        caller.sip().send(caller.sip().request("INVITE", "sip:alice@127.0.0.1:" + BED.phone().address().getPort()));
        SipText invite = BED.phone().receive();
        caller.die();
        BED.phone().send(invite.response(200, "a"));
        Received ok = Received.byOneOf(BED.nodes());
        assertThat(ok.node()).isNotSameAs(caller);
        assertThat(ok.message().status()).isEqualTo(200);
        assertThat(ok.message().header("Via")).contains(ok.node().hostPort());
    }

    @Test
    void theOrderOfMessagesIsKept() throws Exception {
        EstablishedCall call = EstablishedCall.make(BED.phone(), BED.nodes());
        for (int i = 2; i <= 401; i++) {
            BED.phone().send(call.request("INFO", i));
            if (i % 20 == 1) {
                for (int j = i - 19; j <= i; j++) {
                    assertThat(call.node().sip().receive().header("CSeq")).isEqualTo(j + " INFO");
                }
            }
        }
    }
}
