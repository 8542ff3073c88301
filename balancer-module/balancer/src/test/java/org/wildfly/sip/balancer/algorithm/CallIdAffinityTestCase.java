/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wildfly.sip.balancer.algorithm.TestAlgorithms.request;
import static org.wildfly.sip.balancer.algorithm.TestAlgorithms.response;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.HintCheck;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * How long calls are remembered.
 */
class CallIdAffinityTestCase {
    private final AtomicLong clock = new AtomicLong(TimeUnit.DAYS.toNanos(-3));
    private final NodeRegistry registry = new NodeRegistry(HintCheck.of(null), Duration.ofMinutes(10), this.clock::get);
    private final BalancerAlgorithm algorithm = TestAlgorithms.of(this.clock::get, "callIdAffinityMaxEntries=1024");

    @BeforeEach
    void register() {
        for (int i = 1; i <= 2; i++) {
            this.registry.nodeRegistered(
                    NodeDescription.of("n" + i, "0",
                            Map.of(Transport.UDP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 5080 + i))),
                    NodeState.UP);
        }
    }

    private Node select(SipMessage message) {
        return this.algorithm.select(message, this.registry.snapshot(), null);
    }

    private void pass(int seconds) {
        this.clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        this.algorithm.expire();
    }

    @Test
    void callsThatHaveEndedAreForgottenWhenNoRetransmissionCanComeAnyMore() {
        for (int i = 0; i < 100; i++) {
            select(request("INVITE", "c" + i, false));
            this.algorithm.completed(response(200, "INVITE", "c" + i));
        }
        assertThat(this.algorithm.size()).isEqualTo(100);
        pass(60);
        assertThat(this.algorithm.size()).isEqualTo(100);
        for (int i = 0; i < 100; i++) {
            this.algorithm.completed(response(200, "BYE", "c" + i));
        }
        pass(30);
        assertThat(this.algorithm.size()).isEqualTo(100);
        pass(4);
        assertThat(this.algorithm.size()).isZero();
    }

    @Test
    void failedInvitesAndOtherTransactionsAreForgottenSoonAndEstablishedCallsAreNot() {
        select(request("INVITE", "failed", false));
        this.algorithm.completed(response(486, "INVITE", "failed"));
        select(request("OPTIONS", "options", false));
        this.algorithm.completed(response(200, "OPTIONS", "options"));
        select(request("INVITE", "established", false));
        this.algorithm.completed(response(200, "INVITE", "established"));
        this.algorithm.completed(response(488, "INVITE", "established"));
        this.algorithm.completed(response(200, "OPTIONS", "established"));
        select(request("INVITE", "ringing", false));
        this.algorithm.completed(response(200, "PRACK", "ringing"));
        pass(34);
        assertThat(this.algorithm.size()).isEqualTo(2);
    }

    @Test
    void callsInWhichNothingHappensAreForgottenAtLast() {
        select(request("INVITE", "idle", false));
        pass(400);
        select(request("UPDATE", "idle", true));
        pass(400);
        assertThat(this.algorithm.size()).isEqualTo(1);
        pass(101);
        assertThat(this.algorithm.size()).isZero();
    }

    @Test
    void aStrayAckOrCancelIsNotRemembered() {
        assertThat(select(request("ACK", "stray", true))).isNotNull();
        assertThat(select(request("CANCEL", "stray", false))).isNotNull();
        assertThat(this.algorithm.size()).isZero();
    }

    @Test
    void moreCallsThanThereIsRoomForDoNotTakeMore() {
        for (int i = 0; i < 10_000; i++) {
            select(request("INVITE", "c" + i, false));
        }
        assertThat(this.algorithm.size()).isBetween(900, 1024);
    }

    @Test
    void newCallsGoRoundEvenly() {
        int first = 0;
        for (int i = 0; i < 1000; i++) {
            first += select(request("INVITE", "c" + i, false)).name().equals("n1") ? 1 : 0;
        }
        assertThat(first).isEqualTo(500);
    }

    @Test
    void theCallsOfADeadNodeAreSpreadOverTheSurvivors() {
        this.registry.nodeRegistered(
                NodeDescription.of("n3", "0", Map.of(Transport.UDP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 5083))),
                NodeState.UP);
        Node dead = this.registry.snapshot().up(0);
        this.registry.nodeDown("n1", "test");
        int second = 0;
        for (int i = 0; i < 600; i++) {
            SipMessage bye = request("BYE", "c" + i, true);
            Node survivor = this.algorithm.select(bye, this.registry.snapshot(), dead);
            assertThat(this.algorithm.moved(bye, this.registry.snapshot())).isSameAs(survivor);
            second += survivor.name().equals("n2") ? 1 : 0;
        }
        assertThat(second).isBetween(200, 400);
    }

    @Test
    void withoutANodeThereIsNoChoice() {
        this.registry.nodeDown("n1", "test");
        this.registry.nodeDown("n2", "test");
        assertThat(select(request("INVITE", "c", false))).isNull();
        assertThat(select(request("BYE", "c", true))).isNull();
        assertThat(this.algorithm.size()).isZero();
    }

    @Test
    void deadNodesAreForgottenAtLast() {
        this.registry.nodeDown("n1", "test");
        this.registry.forget();
        assertThat(this.registry.state("n1")).isEqualTo(NodeState.DOWN);
        this.clock.addAndGet(TimeUnit.MINUTES.toNanos(11));
        this.registry.forget();
        assertThat(this.registry.state("n1")).isNull();
        assertThat(this.registry.state("n2")).isEqualTo(NodeState.UP);
    }
}
