/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wildfly.sip.balancer.algorithm.TestAlgorithms.request;
import static org.wildfly.sip.balancer.algorithm.TestAlgorithms.response;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Node;

/**
 * Transaction least work left.
 */
class LeastLoadedTestCase {
    private final TestNodes nodes = TestNodes.of(3);
    private final BalancerAlgorithm algorithm = TestAlgorithms.of(this.nodes.clock::get, "algorithmClass=LeastLoaded");

    /** As the balancer does it: choose, then send. */
    private String send(SipMessage message) {
        Node node = this.algorithm.select(message, this.nodes.now(), null);
        this.algorithm.sending(message, node);
        return node.name();
    }

    @Test
    void theNodeThatAnswersGetsTheNextCall() {
        List<String> used = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            used.add(send(request("INVITE", "call-" + i, false)));
        }
        assertThat(used).containsExactlyInAnyOrder("n1", "n2", "n3");
        for (int i = 3; i < 20; i++) {
            this.algorithm.completed(response(200, "INVITE", "call-" + (i == 3 ? 1 : i - 1)));
            assertThat(send(request("INVITE", "call-" + i, false))).isEqualTo(used.get(1));
        }
    }

    @Test
    void anInviteIsMoreWorkThanAnotherRequestAndLessThanTwo() {
        Node first = this.nodes.get(1);
        Node second = this.nodes.get(2);
        this.nodes.down(3);
        this.algorithm.sending(request("INVITE", "a", false), first);
        this.algorithm.sending(request("OPTIONS", "b", false), second);
        SipMessage next = request("OPTIONS", "c", false);
        assertThat(send(next)).isEqualTo("n2");
        assertThat(send(request("OPTIONS", "d", false))).isEqualTo("n1");
    }

    @Test
    void aRetransmissionAnAckAndACancelAreNoWork() {
        this.nodes.down(3);
        SipMessage invite = request("INVITE", "a", false);
        for (int i = 0; i < 5; i++) {
            this.algorithm.sending(invite, this.nodes.get(1));
            this.algorithm.sending(request("ACK", "a", true), this.nodes.get(1));
            this.algorithm.sending(request("CANCEL", "a", false), this.nodes.get(1));
        }
        this.algorithm.sending(request("INVITE", "b", false), this.nodes.get(2));
        this.algorithm.sending(request("OPTIONS", "b", false), this.nodes.get(2));
        assertThat(send(request("OPTIONS", "c", false))).isEqualTo("n1");
    }

    @Test
    void workThatIsNeverAnsweredIsForgottenWhenItsClientHasGivenUp() {
        this.nodes.down(3);
        for (int i = 0; i < 100; i++) {
            this.algorithm.sending(request("OPTIONS", "lost-" + i, false), this.nodes.get(1));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(send(request("INVITE", "before-" + i, false))).isEqualTo("n2");
        }
        this.nodes.pass(Duration.ofSeconds(33));
        this.algorithm.expire();
        for (int i = 0; i < 5; i++) {
            assertThat(send(request("OPTIONS", "after-" + i, false))).isEqualTo("n1");
        }
        this.nodes.pass(Duration.ofSeconds(181));
        this.algorithm.expire();
        assertThat(List.of(send(request("OPTIONS", "x", false)), send(request("OPTIONS", "y", false)))).containsExactlyInAnyOrder("n1",
                "n2");
    }

    @Test
    void moreTransactionsThanThereIsRoomForLeaveNoWorkBehind() {
        BalancerAlgorithm small = TestAlgorithms.of(this.nodes.clock::get, "algorithmClass=LeastLoaded", "callIdAffinityMaxEntries=1024");
        for (int i = 0; i < 50_000; i++) {
            small.sending(request("OPTIONS", "flood-" + i, false), this.nodes.get(1));
        }
        for (int i = 0; i < 50_000; i++) {
            small.completed(response(200, "OPTIONS", "flood-" + i));
        }
        List<String> used = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SipMessage message = request("OPTIONS", "call-" + i, false);
            Node node = small.select(message, this.nodes.now(), null);
            small.sending(message, node);
            used.add(node.name());
        }
        assertThat(used).containsExactlyInAnyOrder("n1", "n2", "n3");
    }

    @Test
    void laterRequestsOfACallStayWithItsNodeHoweverMuchThatHasToDo() {
        String node = send(request("INVITE", "call", false));
        for (int i = 0; i < 10; i++) {
            this.algorithm.sending(request("INVITE", "other-" + i, false), this.nodes.now().byName(node));
        }
        assertThat(send(request("INFO", "call", true))).isEqualTo(node);
        assertThat(send(request("BYE", "call", true))).isEqualTo(node);
    }

    @Test
    void nodesThatHaveEquallyLittleToDoTakeTurns() {
        List<String> used = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            used.add(send(request("OPTIONS", "call-" + i, false)));
            this.algorithm.completed(response(200, "OPTIONS", "call-" + i));
        }
        assertThat(used).containsExactlyInAnyOrder("n1", "n2", "n3");
    }
}
