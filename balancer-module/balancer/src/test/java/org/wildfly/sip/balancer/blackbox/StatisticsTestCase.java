/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.statistics.Direction;
import org.wildfly.sip.balancer.statistics.NodeTraffic;
import org.wildfly.sip.balancer.statistics.ResponseTime;
import org.wildfly.sip.balancer.statistics.Traffic;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What a call leaves in the counts.
 */
class StatisticsTestCase {

    @Test
    void aCallIsCountedForItsNodeWithTheTimeThatTheNodeTook() throws Exception {
        try (Balancer balancer = new Balancer()) {
            UdpPeer phone = balancer.phone();
            UdpPeer node = balancer.node("n1");
            phone.send(balancer.external(), phone.request("INVITE", "sip:bob@example.com"));
            Message invite = node.receive();
            node.send(balancer.internal(), invite.response(180, "t"));
            assertThat(phone.receive().status()).isEqualTo(180);
            node.send(balancer.internal(), invite.response(486, "t"));
            assertThat(phone.receive().status()).isEqualTo(486);
            NodeTraffic.Snapshot traffic = balancer.running().registry().snapshot().all().get(0).traffic().snapshot();
            assertThat(traffic.requests(Direction.TO_NODES, Method.INVITE)).isEqualTo(1);
            assertThat(traffic.responses(Direction.TO_CLIENTS, Method.INVITE, 1)).isEqualTo(1);
            assertThat(traffic.responses(Direction.TO_CLIENTS, Method.INVITE, 4)).isEqualTo(1);
            assertThat(traffic.times(ResponseTime.INVITE_PROVISIONAL).count()).isEqualTo(1);
            assertThat(traffic.times(ResponseTime.INVITE_FINAL).sum()).isBetween(1L, 60_000_000L);
            Traffic.Snapshot all = balancer.running().statistics().traffic().snapshot();
            assertThat(all.requests(Direction.TO_NODES, Transport.UDP, Method.INVITE)).isEqualTo(1);
            assertThat(all.responses(Direction.TO_CLIENTS, 486)).isEqualTo(1);
            assertThat(all.bytes(Direction.TO_NODES, Transport.UDP)).isPositive();
        }
    }

    @Test
    void requestsOfNodesAndWhatTheBalancerAnswersItselfAreCounted() throws Exception {
        try (Balancer balancer = new Balancer()) {
            UdpPeer phone = balancer.phone();
            phone.send(balancer.external(), phone.request("OPTIONS", "sip:bob@example.com"));
            assertThat(phone.receive().status()).isEqualTo(503);
            // Counted after it is sent.
            await().until(() -> balancer.running().statistics().traffic().snapshot().answers(503) == 1);
            UdpPeer node = balancer.node("n1");
            node.send(balancer.internal(), node.request("MESSAGE", "sip:alice@127.0.0.1:" + phone.address().getPort()));
            Message message = phone.receive();
            phone.send(balancer.external(), message.response(200, "t"));
            assertThat(node.receive().status()).isEqualTo(200);
            await().untilAsserted(() -> {
                NodeTraffic.Snapshot traffic = balancer.running().registry().snapshot().all().get(0).traffic().snapshot();
                assertThat(traffic.requests(Direction.TO_CLIENTS, Method.MESSAGE)).isEqualTo(1);
                assertThat(traffic.responses(Direction.TO_NODES, Method.MESSAGE, 2)).isEqualTo(1);
            });
        }
    }

    @Test
    void whatIsSaidForANodeThatCannotBeReachedIsAnAnswerOfTheBalancerAndNotOneThatHasCome() throws Exception {
        try (Balancer balancer = new Balancer(); TcpPeer phone = balancer.add(new TcpPeer()).connect(balancer.external())) {
            InetSocketAddress nobody;
            try (TcpPeer closed = new TcpPeer()) {
                nobody = closed.address();
            }
            balancer.running().registry().nodeRegistered(NodeDescription.of("n1", "0", Map.of(Transport.TCP, nobody)), NodeState.UP);
            phone.send(phone.request("INVITE", "sip:bob@example.com"));
            assertThat(phone.receive().status()).isEqualTo(503);
            Traffic.Snapshot all = balancer.running().statistics().traffic().snapshot();
            assertThat(all.answers(503)).isEqualTo(1);
            assertThat(all.received()).isEqualTo(1);
            assertThat(all.responses(Direction.TO_CLIENTS, 503)).isZero();
            NodeTraffic.Snapshot traffic = balancer.running().registry().snapshot().all().get(0).traffic().snapshot();
            assertThat(traffic.responses(Direction.TO_CLIENTS, Method.INVITE, 5)).isZero();
        }
    }
}
