/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.EstablishedCall;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** The messages of a dialog stay with its node, and go to another when that is gone. */
class DialogsIT {
    private static StartedBalancer balancer;
    private List<BalancedNode> nodes;
    private UdpPeer phone;

    @BeforeAll
    static void start() throws Exception {
        balancer = StartedBalancer.start("dialogs");
    }

    @AfterAll
    static void stop() throws Exception {
        balancer.close();
    }

    @BeforeEach
    void peers() throws Exception {
        this.nodes = List.of(balancer.node("n1"), balancer.node("n2"), balancer.node("n3"));
        this.phone = balancer.phone();
    }

    @AfterEach
    void dismiss() throws Exception {
        balancer.dismiss();
    }

    @Test
    void everyRequestOfASessionGoesToItsNode() throws Exception {
        for (int i = 0; i < 5; i++) {
            EstablishedCall call = EstablishedCall.make(this.phone, this.nodes);
            for (int sequence = 2; sequence < 6; sequence++) {
                this.phone.send(call.request(sequence == 5 ? "BYE" : "INFO", sequence));
                assertThat(Received.byOneOf(this.nodes).answer(200).node()).isSameAs(call.node());
                assertThat(this.phone.receive().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aClientThatSendsNoRoutesReachesItsNodeByItsCallId() throws Exception {
        for (int i = 0; i < 5; i++) {
            EstablishedCall call = EstablishedCall.make(this.phone, this.nodes);
            this.phone.send(call.requestWithoutRoutes("INFO", 2));
            assertThat(Received.byOneOf(this.nodes).node()).isSameAs(call.node());
        }
    }

    @Test
    void theRequestUriOfARequestInADialogIsLeftAlone() throws Exception {
        EstablishedCall call = EstablishedCall.make(this.phone, this.nodes);
        this.phone.send(call.request("BYE", 2));
        SipText bye = call.node().sip().receive();
        assertThat(bye.startLine()).isEqualTo("BYE sip:app@127.0.0.1:9 SIP/2.0");
        assertThat(bye.headers("Route")).isEmpty();
        assertThat(bye.headers("Record-Route")).isEmpty();
    }

    @Test
    void whenTheNodeOfACallDiesItsRequestsGoToAnother() throws Exception {
        EstablishedCall call = EstablishedCall.make(this.phone, this.nodes);
        call.node().die();
        this.phone.send(call.request("INFO", 2));
        Received info = Received.byOneOf(this.nodes).answer(200);
        assertThat(info.node()).isNotSameAs(call.node());
        assertThat(info.message().startLine()).isEqualTo("INFO sip:app@127.0.0.1:9 SIP/2.0");
        assertThat(this.phone.receive().status()).isEqualTo(200);
        this.phone.send(call.request("BYE", 3));
        assertThat(Received.byOneOf(this.nodes).node()).isSameAs(info.node());
    }

    @Test
    void whenTheNodeOfACallDiesAClientWithoutRoutesReachesAnother() throws Exception {
        EstablishedCall call = EstablishedCall.make(this.phone, this.nodes);
        call.node().die();
        this.phone.send(call.requestWithoutRoutes("INFO", 2));
        BalancedNode survivor = Received.byOneOf(this.nodes).node();
        assertThat(survivor).isNotSameAs(call.node());
        this.phone.send(call.requestWithoutRoutes("BYE", 3));
        assertThat(Received.byOneOf(this.nodes).node()).isSameAs(survivor);
    }

    @Test
    void aHintToANodeThatNobodyKnowsIsNotFollowed() throws Exception {
        EstablishedCall call = EstablishedCall.make(this.phone, this.nodes);
        String port = "node_port=" + call.node().sip().address().getPort();
        this.phone.send(call.request("INFO", 2).replace(port, "node_port=9").withCallId("hint-to-nobody"));
        assertThat(Received.byOneOf(this.nodes).message().method()).isEqualTo("INFO");
    }

    @Test
    void cancelAckOfAFailureAndRetransmissionGoTheWayOfTheInvite() throws Exception {
        SipText invite = this.phone.request("INVITE", "sip:bob@example.com");
        this.phone.send(invite);
        Received first = Received.byOneOf(this.nodes);
        this.phone.send(invite);
        SipText again = first.node().sip().receive();
        assertThat(again.branch()).isEqualTo(first.message().branch());
        this.phone.send(invite.companion("CANCEL", "<sip:bob@example.com>"));
        SipText cancel = first.node().sip().receive();
        assertThat(cancel.method()).isEqualTo("CANCEL");
        assertThat(cancel.branch()).isEqualTo(first.message().branch());
        assertThat(cancel.header("Max-Forwards")).isEqualTo("69");
        first.answer(487);
        SipText terminated = this.phone.receive();
        this.phone.send(invite.companion("ACK", terminated.header("To")));
        SipText ack = first.node().sip().receive();
        assertThat(ack.method()).isEqualTo("ACK");
        assertThat(ack.branch()).isEqualTo(first.message().branch());
    }

    @Test
    void anInviteWhoseNodeDiesBeforeItAnswersFindsAnotherByItsRetransmission() throws Exception {
        SipText invite = this.phone.request("INVITE", "sip:bob@example.com");
        this.phone.send(invite);
        BalancedNode dead = Received.byOneOf(this.nodes).node();
        dead.die();
        this.phone.send(invite);
        assertThat(Received.byOneOf(this.nodes).answer(200).node()).isNotSameAs(dead);
        assertThat(this.phone.receive().status()).isEqualTo(200);
    }

    @Test
    void theResponseOfAClientToADeadNodeGoesToAnother() throws Exception {
        BalancedNode caller = this.nodes.get(0);
        caller.sip().send(caller.sip().request("INVITE", "sip:alice@127.0.0.1:" + this.phone.address().getPort()));
        SipText invite = this.phone.receive();
        caller.die();
        this.phone.send(invite.response(200, "a"));
        Received ok = Received.byOneOf(this.nodes);
        assertThat(ok.node()).isNotSameAs(caller);
        assertThat(ok.message().status()).isEqualTo(200);
        assertThat(ok.message().header("Via")).contains(ok.node().hostPort());
    }

    @Test
    void theOrderOfMessagesIsKept() throws Exception {
        EstablishedCall call = EstablishedCall.make(this.phone, this.nodes);
        for (int i = 2; i <= 401; i++) {
            this.phone.send(call.request("INFO", i));
            if (i % 20 == 1) {
                for (int j = i - 19; j <= i; j++) {
                    assertThat(call.node().sip().receive().header("CSeq")).isEqualTo(j + " INFO");
                }
            }
        }
    }
}
