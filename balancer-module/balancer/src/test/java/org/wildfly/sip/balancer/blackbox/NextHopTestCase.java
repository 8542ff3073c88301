/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * Requests of nodes that say in an uncommon way where they go, or should not go anywhere.
 */
class NextHopTestCase extends UdpScene {
    @Test
    void aRequestToManyHostsAtOnceIsRefused() throws Exception {
        for (String host : new String[]{"224.0.1.75", "255.255.255.255", "0.0.0.0", "239.1.1.1"}) {
            this.node.send(this.balancer.internal(), this.node.request("OPTIONS", "sip:all@" + host));
            assertThat(this.node.receive().status()).as(host).isEqualTo(503);
        }
        assertThat(this.balancer.running().statistics().get(Counter.REQUESTS_FROM_NODES)).isZero();
    }

    @Test
    void aUriWhoseMaddrIsTheBalancerNamesTheBalancer() throws Exception {
        this.node.send(this.balancer.internal(), this.node.request("OPTIONS",
                "sip:carol@example.com:" + this.balancer.external().getPort() + ";maddr=127.0.0.1"));
        Message received = this.node.receive();
        assertThat(received.method()).isEqualTo("OPTIONS");
        // It comes at once, not by way of the port for clients.
        assertThat(received.headers("Via")).hasSize(2);
    }

    @Test
    void aRouteWithMaddrLeadsThere() throws Exception {
        String route = "<sip:far.example.com:" + this.phone.address().getPort() + ";lr;maddr=127.0.0.1>";
        this.node.send(this.balancer.internal(), this.node.request("OPTIONS", "sip:carol@example.com").with("Route: " + route));
        assertThat(this.phone.receive().headers("Route")).containsExactly(route);
    }
}
