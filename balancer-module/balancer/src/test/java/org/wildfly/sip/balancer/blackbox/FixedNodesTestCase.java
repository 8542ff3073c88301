/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Nodes that only the configuration names.
 */
class FixedNodesTestCase {
    private static final String URI = "sip:bob@example.com";

    @Test
    void aFixedNodeGetsCalls() throws Exception {
        try (UdpPeer node = new UdpPeer();
                Balancer balancer = new Balancer("nodes=127.0.0.1:" + node.address().getPort(), "probeInterval=0")) {
            UdpPeer phone = balancer.phone();
            phone.send(balancer.external(), phone.request("INVITE", URI));
            Message invite = node.receive();
            assertThat(invite.method()).isEqualTo("INVITE");
            node.send(balancer.internal(), invite.response(200, "b"));
            assertThat(phone.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void anOldPerformanceTestFindsItsNodes() throws Exception {
        try (UdpPeer node = new UdpPeer();
                Balancer balancer = new Balancer("extraServerNodes=127.0.0.1:" + node.address().getPort(), "performanceTestingMode=true")) {
            UdpPeer phone = balancer.phone();
            phone.send(balancer.external(), phone.request("INVITE", URI));
            assertThat(node.receive().method()).isEqualTo("INVITE");
        }
    }
}
