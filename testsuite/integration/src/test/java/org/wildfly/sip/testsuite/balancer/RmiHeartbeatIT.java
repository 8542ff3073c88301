/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wildfly.sip.testsuite.balancer.harness.RmiNode;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;

/** Nodes of old announce themselves over RMI; they know the classes by their public names. */
class RmiHeartbeatIT {
    @RegisterExtension
    static final TestBed BED = new TestBed(
            () -> StartedBalancer.start("heartbeat-rmi", "rmiRegistryPort={rmi}", "rmiRemoteObjectPort={object}", "nodeTimeout=2500",
                    "heartbeatInterval=50"));

    private void assertGetsCalls(RmiNode node) throws Exception {
        BED.phone().send(BED.phone().request("INVITE", "sip:bob@example.com"));
        assertThat(node.sip().receive().method()).isEqualTo("INVITE");
    }

    private void assertNobodyGetsCalls() throws Exception {
        BED.phone().send(BED.phone().request("INVITE", "sip:bob@example.com"));
        assertThat(BED.phone().receive().status()).isEqualTo(503);
    }

    private static RmiNode node() throws Exception {
        return BED.balancer().with(new RmiNode(BED.balancer())).property("version", "0").property("sessionId", "17").property("jvmRoute",
                "r1");
    }

    @Test
    void aNodeThatPingsGetsCallsUntilItsRemovalIsOrdered() throws Exception {
        RmiNode node = node().ping();
        assertGetsCalls(node);
        node.remove();
        assertNobodyGetsCalls();
    }

    @Test
    void aNodeThatSaysThatItShutsDownGetsNoNewCallsWhileAnotherDoes() throws Exception {
        RmiNode node = node().ping();
        RmiNode other = node().ping();
        node.property("GRACEFUL_SHUTDOWN", "true").ping();
        for (int i = 0; i < 4; i++) {
            assertGetsCalls(other.ping());
        }
        node.remove();
        other.remove();
    }

    @Test
    void aNodeThatFallsSilentIsDeadAndBackWithItsNextPing() throws Exception {
        RmiNode node = node();
        for (int i = 1; i <= 2; i++) {
            node.ping();
            assertGetsCalls(node);
            BED.balancer().await("Node " + node.name() + " is DOWN", i);
            assertNobodyGetsCalls();
        }
    }

    @Test
    void theObjectHasThePortOfTheFile() throws Exception {
        try (Socket socket = new Socket(StartedBalancer.HOST, BED.balancer().port("object"))) {
            assertThat(socket.isConnected()).isTrue();
        }
    }
}
