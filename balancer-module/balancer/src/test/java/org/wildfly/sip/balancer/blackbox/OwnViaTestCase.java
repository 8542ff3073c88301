/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What the balancer writes into its own Via, for itself and for the node.
 */
class OwnViaTestCase {
    private static final String URI = "sip:bob@example.com";

    @Test
    void theBranchNamesTheNodeAndTheViaAsksHowBusyItIs() throws Exception {
        try (Balancer balancer = new Balancer(); Balancer other = new Balancer("overloadControl=false", "responseTimes=false")) {
            UdpPeer phone = balancer.phone();
            UdpPeer node = balancer.node("n1");
            other.up("n1", node);
            phone.send(balancer.external(), phone.request("INVITE", URI));
            Message one = node.receive();
            phone.send(other.external(), phone.request("INVITE", URI));
            Message two = node.receive();
            assertThat(one.header("Via")).matches(".*;branch=z9hG4bK[0-9a-z]{29};t=[0-9a-f]{12};oc;oc-algo=\"loss\"");
            assertThat(two.header("Via")).matches(".*;branch=z9hG4bK[0-9a-z]{29}");
            assertThat(two.branch().substring(0, 12)).isEqualTo(one.branch().substring(0, 12));
        }
    }

    @Test
    void anAckWhichHasNoAnswerAsksForNothing() throws Exception {
        try (Balancer balancer = new Balancer()) {
            UdpPeer phone = balancer.phone();
            UdpPeer node = balancer.node("n1");
            Message invite = phone.request("INVITE", URI);
            phone.send(balancer.external(), invite);
            node.send(balancer.internal(), node.receive().response(200, "b"));
            phone.send(balancer.external(), invite.inDialog("ACK", 1, phone.receive(), true));
            assertThat(node.receive().header("Via")).matches(".*;branch=z9hG4bK[0-9a-z]{29}");
        }
    }

    @Test
    void aRequestToAPhoneNamesNoNodeAndAsksForNothing() throws Exception {
        try (Balancer balancer = new Balancer()) {
            UdpPeer phone = balancer.phone();
            UdpPeer node = balancer.node("n1");
            node.send(balancer.internal(), node.request("INVITE", "sip:carol@127.0.0.1:" + phone.address().getPort()));
            assertThat(phone.receive().header("Via")).matches(".*;branch=z9hG4bKi0000[0-9a-f]{24}");
        }
    }

    @Test
    void aResponseWithWhatTheNodeSaysOfItsLoadReachesThePhone() throws Exception {
        try (Balancer balancer = new Balancer()) {
            UdpPeer phone = balancer.phone();
            UdpPeer node = balancer.node("n1");
            phone.send(balancer.external(), phone.request("INVITE", URI));
            node.send(balancer.internal(),
                    node.receive().response(503, "b").replace(";oc;", ";oc=20;oc-validity=500;oc-seq=1282321615.782;"));
            assertThat(phone.receive().status()).isEqualTo(503);
        }
    }
}
