/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What waits for a connection that is not ready.
 */
class BacklogTestCase {

    @Test
    void moreThanMayWaitIsAnsweredAndTheRestGoesWhenTheConnectionIsReady() throws Exception {
        try (Balancer balancer = new Balancer("internalWsPort=0")) {
            // It listens, but does not answer the handshake yet.
            Party node = balancer.add(Party.of(Transport.WS, Balancer.HOST, null));
            balancer.running().registry().nodeRegistered(NodeDescription.of("n1", "0", Map.of(Transport.WS, node.address())), NodeState.UP);
            TcpPeer phone = balancer.tcpPhone();
            Message first = phone.request("MESSAGE", "sip:bob@example.com").withBody("x".repeat(30_000));
            phone.send(first);
            for (int i = 0; i < 8; i++) {
                phone.send(phone.request("MESSAGE", "sip:bob@example.com").withBody("x".repeat(30_000)));
            }
            assertThat(phone.receive().status()).isEqualTo(503);
            await().until(() -> balancer.running().statistics().get(Counter.CONGESTED) > 0);
            node.accept();
            assertThat(node.receive().header("Call-ID")).isEqualTo(first.header("Call-ID"));
        }
    }
}
