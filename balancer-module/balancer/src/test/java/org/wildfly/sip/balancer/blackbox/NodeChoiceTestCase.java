/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * Which node gets what: affinity, draining, failover.
 */
class NodeChoiceTestCase extends UdpScene {
    private UdpPeer node2;

    @BeforeEach
    void secondNode() throws Exception {
        this.node2 = this.balancer.node("n2");
    }

    /** A call that is established on the first node. */
    private Message[] call() throws Exception {
        Message invite = this.phone.request("INVITE", URI);
        this.phone.send(this.balancer.external(), invite);
        this.node.send(this.balancer.internal(), this.node.receive().response(200, "b"));
        Message ok = this.phone.receive();
        return new Message[]{invite, ok};
    }

    @Test
    void newCallsGoRoundAndEachStaysOnItsNode() throws Exception {
        Message first = this.phone.request("INVITE", URI);
        Message second = this.phone.request("INVITE", URI);
        this.phone.send(this.balancer.external(), first);
        assertThat(this.node.receive().header("Call-ID")).isEqualTo(first.header("Call-ID"));
        this.phone.send(this.balancer.external(), second);
        assertThat(this.node2.receive().header("Call-ID")).isEqualTo(second.header("Call-ID"));
        for (int i = 0; i < 3; i++) {
            this.phone.send(this.balancer.external(), first);
            assertThat(this.node.receive().header("Call-ID")).isEqualTo(first.header("Call-ID"));
        }
        this.phone.send(this.balancer.external(), second.companion("CANCEL", "<sip:bob@example.com>"));
        assertThat(this.node2.receive().method()).isEqualTo("CANCEL");
    }

    @Test
    void aDialogStaysOnItsNodeByItsRoutesOrWithoutThem() throws Exception {
        Message[] call = call();
        this.phone.send(this.balancer.external(), call[0].inDialog("ACK", 1, call[1], true));
        assertThat(this.node.receive().method()).isEqualTo("ACK");
        this.phone.send(this.balancer.external(), call[0].inDialog("BYE", 2, call[1], false));
        assertThat(this.node.receive().method()).isEqualTo("BYE");
    }

    @Test
    void aByeOfADeadNodeGoesToASurvivorWithItsRequestUriAsItWas() throws Exception {
        Message[] call = call();
        this.balancer.kill("n1");
        this.phone.send(this.balancer.external(), call[0].inDialog("INVITE", 2, call[1], true));
        this.node2.receive();
        this.phone.send(this.balancer.external(), call[0].inDialog("BYE", 3, call[1], true));
        Message bye = this.node2.receive();
        assertThat(bye.startLine()).isEqualTo("BYE sip:app@127.0.0.1:9 SIP/2.0");
        assertThat(bye.headers("Route")).isEmpty();
        assertThat(this.node.isQuiet()).isTrue();
        assertThat(this.balancer.running().statistics().get(Counter.FAILED_OVER)).isPositive();
    }

    @Test
    void aDialogThatHasMovedStaysWithTheSurvivorWhenItsNodeComesBack() throws Exception {
        Message[] call = call();
        this.balancer.kill("n1");
        this.phone.send(this.balancer.external(), call[0].inDialog("UPDATE", 2, call[1], true));
        this.node2.receive();
        this.balancer.up("n1", this.node);
        this.phone.send(this.balancer.external(), call[0].inDialog("BYE", 3, call[1], true));
        assertThat(this.node2.receive().method()).isEqualTo("BYE");
        assertThat(this.node.isQuiet()).isTrue();
    }

    @Test
    void aRetransmittedInviteOfADeadNodeFindsAnother() throws Exception {
        Message invite = this.phone.request("INVITE", URI);
        this.phone.send(this.balancer.external(), invite);
        this.node.receive();
        this.balancer.kill("n1");
        this.phone.send(this.balancer.external(), invite);
        assertThat(this.node2.receive().method()).isEqualTo("INVITE");
    }

    @Test
    void theSameCallFindsTheSameSurvivorOnEachBalancer() throws Exception {
        UdpPeer node3 = this.balancer.node("n3");
        try (Balancer other = new Balancer()) {
            other.up("n2", this.node2);
            other.up("n3", node3);
            this.balancer.kill("n1");
            for (int i = 0; i < 8; i++) {
                Message bye = this.phone.request("BYE", URI).replace("To: <sip:bob@example.com>", "To: <sip:bob@example.com>;tag=b");
                this.phone.send(this.balancer.external(), bye);
                UdpPeer survivor = this.node2.isQuiet() ? node3 : this.node2;
                if (survivor == node3) {
                    survivor.receive();
                }
                this.phone.send(other.external(), bye);
                assertThat(survivor.receive().method()).isEqualTo("BYE");
            }
        }
    }

    @Test
    void aDrainingNodeGetsItsOwnDialogsOnly() throws Exception {
        Message[] call = call();
        Message unanswered = this.phone.request("INVITE", URI);
        this.phone.send(this.balancer.external(), this.phone.request("OPTIONS", URI));
        this.node2.receive();
        this.phone.send(this.balancer.external(), unanswered);
        this.node.receive();
        this.balancer.drain("n1");
        for (int i = 0; i < 4; i++) {
            this.phone.send(this.balancer.external(), this.phone.request("INVITE", URI));
            assertThat(this.node2.receive().method()).isEqualTo("INVITE");
        }
        this.phone.send(this.balancer.external(), call[0].inDialog("BYE", 2, call[1], true));
        assertThat(this.node.receive().method()).isEqualTo("BYE");
        this.phone.send(this.balancer.external(), unanswered);
        assertThat(this.node.receive().method()).isEqualTo("INVITE");
        this.phone.send(this.balancer.external(), unanswered.companion("CANCEL", "<sip:bob@example.com>"));
        assertThat(this.node.receive().method()).isEqualTo("CANCEL");
    }

    @Test
    void aSecondAttemptUnderTheSameCallIdDoesNotGoToADrainingNode() throws Exception {
        Message register = this.phone.request("REGISTER", "sip:example.com");
        this.phone.send(this.balancer.external(), register);
        this.node.send(this.balancer.internal(), this.node.receive().response(401, "b"));
        this.phone.receive();
        this.balancer.drain("n1");
        this.phone.send(this.balancer.external(), register.replace("CSeq: 1", "CSeq: 2").replace("z9hG4bK", "z9hG4bKsecond"));
        assertThat(this.node2.receive().header("CSeq")).isEqualTo("2 REGISTER");
    }

    @Test
    void whenOnlyDrainingNodesAreLeftNewCallsAreRefusedAndOldOnesServed() throws Exception {
        Message[] call = call();
        this.balancer.drain("n1");
        this.balancer.kill("n2");
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", URI));
        assertThat(this.phone.receive().status()).isEqualTo(503);
        this.phone.send(this.balancer.external(), call[0].inDialog("BYE", 2, call[1], true));
        assertThat(this.node.receive().method()).isEqualTo("BYE");
    }

    @Test
    void theDialogsOfADrainingNodeThatGoesAreServedByASurvivor() throws Exception {
        Message[] call = call();
        this.balancer.drain("n1");
        this.balancer.running().registry().nodeLeft("n1");
        this.phone.send(this.balancer.external(), call[0].inDialog("BYE", 2, call[1], true));
        assertThat(this.node2.receive().method()).isEqualTo("BYE");
    }

    @Test
    void aRequestThatIsAddressedToALivingNodeGoesToIt() throws Exception {
        String uri = "sip:bob@127.0.0.1:" + this.node2.address().getPort();
        for (int i = 0; i < 3; i++) {
            this.phone.send(this.balancer.external(), this.phone.request("INVITE", uri));
            assertThat(this.node2.receive().startLine()).contains(uri);
        }
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", URI).with("Route: <" + uri + ";lr>"));
        assertThat(this.node2.receive().method()).isEqualTo("INVITE");
    }

    @Test
    void aNameOfANodeThatNobodyKnowsIsNotFollowed() throws Exception {
        UdpPeer stranger = this.balancer.phone();
        String route = "Route: <sip:127.0.0.1:" + this.balancer.external().getPort() + ";lr;node_host=127.0.0.1;node_port="
                + stranger.address().getPort() + ";version=0>";
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", URI).with(route));
        assertThat(this.node.receive().method()).isEqualTo("INVITE");
        assertThat(stranger.isQuiet()).isTrue();
    }

    @Test
    void withARouteSecretAForgedNameIsNotFollowedAndATrueOneIs() throws Exception {
        try (Balancer secured = new Balancer("routeSecret=0123456789")) {
            UdpPeer first = secured.node("n1");
            UdpPeer second = secured.node("n2");
            String route = "Route: <sip:127.0.0.1:" + secured.external().getPort() + ";lr;node_host=127.0.0.1;node_port="
                    + second.address().getPort() + ";version=0";
            this.phone.send(secured.external(), this.phone.request("INVITE", URI).with(route + ">"));
            Message received = first.receive();
            this.phone.send(secured.external(), this.phone.request("OPTIONS", URI));
            second.receive();
            this.phone.send(secured.external(), this.phone.request("INVITE", URI).with(route + ";node_check=0123456789abcdef>"));
            first.receive();
            assertThat(secured.running().statistics().get(Counter.FORGED_HINTS)).isEqualTo(2);
            // The first node's name as the balancer wrote it, under a Call-ID that it has not seen, when it would be the second's turn.
            this.phone.send(secured.external(),
                    this.phone.request("INVITE", URI).with("Route: " + received.headers("Record-Route").get(1)));
            assertThat(first.receive().method()).isEqualTo("INVITE");
            assertThat(secured.running().statistics().get(Counter.FORGED_HINTS)).isEqualTo(2);
        }
    }

    @Test
    void withGroupFailoverAllCallsOfADeadNodeGoToTheSameSurvivor() throws Exception {
        try (Balancer grouped = new Balancer("callIdAffinityGroupFailover=true")) {
            UdpPeer[] nodes = {grouped.node("n1"), grouped.node("n2"), grouped.node("n3"), grouped.node("n4")};
            Message[] invites = new Message[8];
            for (int i = 0; i < invites.length; i++) {
                invites[i] = this.phone.request("INVITE", URI);
                for (int turn = 0; turn < 4; turn++) {
                    this.phone.send(grouped.external(), turn == 0 ? invites[i] : this.phone.request("OPTIONS", URI));
                    nodes[turn].receive();
                }
            }
            grouped.kill("n1");
            UdpPeer survivor = null;
            for (Message invite : invites) {
                this.phone.send(grouped.external(), invite);
                if (survivor == null) {
                    survivor = !nodes[1].isQuiet() ? nodes[1] : !nodes[2].isQuiet() ? nodes[2] : nodes[3];
                    if (survivor == nodes[3]) {
                        survivor.receive();
                    }
                } else {
                    assertThat(survivor.receive().method()).isEqualTo("INVITE");
                }
            }
        }
    }
}
