/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** How the balancer learns that a node is dead, and alive. */
class NodeDeathIT {
    private static final int NODE_TIMEOUT = 1000;
    @RegisterExtension
    static final TestBed BED = new TestBed(
            () -> StartedBalancer.start("node-death", "nodeTimeout=" + NODE_TIMEOUT, "heartbeatInterval=50"));

    @Test
    void aNodeWhoseConnectionClosesIsDeadAtOnce() throws Exception {
        BalancedNode node = BED.balancer().node("closes");
        long before = System.nanoTime();
        node.die();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(NODE_TIMEOUT / 2));
        UdpPeer phone = BED.balancer().phone();
        phone.send(phone.request("INVITE", "sip:bob@example.com"));
        assertThat(phone.receive().status()).isEqualTo(503);
    }

    @Test
    void aSilentNodeIsDeadAfterNodeTimeoutAndNotBefore() throws Exception {
        BalancedNode node = BED.balancer().node("silent");
        BalancedNode other = BED.balancer().node("talkative");
        node.heartbeat().fallSilent();
        long before = System.nanoTime();
        BED.balancer().await("Node silent is DOWN", 1);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(Duration.ofMillis(NODE_TIMEOUT - 300),
                Duration.ofMillis(NODE_TIMEOUT + 2000));
        assertThat(BED.balancer().times("Node talkative is DOWN")).isZero();
        UdpPeer phone = BED.balancer().phone();
        for (int i = 0; i < 4; i++) {
            phone.send(phone.request("INVITE", "sip:bob@example.com"));
            assertThat(Received.byOneOf(List.of(node, other)).node()).isSameAs(other);
        }
    }

    @Test
    void aNodeThatComesBackIsBackAndNodesStillExpireAfterThat() throws Exception {
        BalancedNode node = BED.balancer().node("again");
        UdpPeer phone = BED.balancer().phone();
        for (int i = 1; i <= 3; i++) {
            node.heartbeat().fallSilent();
            BED.balancer().await("Node again is DOWN", i);
            node.up();
            phone.send(phone.request("INVITE", "sip:bob@example.com"));
            assertThat(node.sip().receive().method()).isEqualTo("INVITE");
        }
    }

    @Test
    void aConnectionThatSpeaksNonsenseHarmsNobody() throws Exception {
        BalancedNode node = BED.balancer().node("honest");
        for (String nonsense : List.of("\u0000\u0000\u0000\u0000", "\u007f\u00ff\u00ff\u00ff", "GET / HTTP/1.1\r\n\r\n",
                "x".repeat(10_000))) {
            try (Socket socket = new Socket(StartedBalancer.HOST, BED.balancer().port("heartbeat"))) {
                socket.getOutputStream().write(nonsense.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                await().until(() -> socket.getInputStream().readAllBytes().length >= 0);
            } catch (SocketException e) {
                // the balancer has thrown it out before it was through
                assertThat(e).isNotNull();
            }
        }
        UdpPeer phone = BED.balancer().phone();
        phone.send(phone.request("INVITE", "sip:bob@example.com"));
        assertThat(node.sip().receive().method()).isEqualTo("INVITE");
    }
}
