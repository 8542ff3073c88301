/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * Messages by which somebody on the clients' side wants the balancer to send where he likes.
 */
class ForgedMessageTestCase {
    private static final String URI = "sip:bob@example.com";

    private Balancer balancer;

    @AfterEach
    void stop() throws Exception {
        this.balancer.close();
    }

    private long strays() {
        return this.balancer.running().statistics().get(Counter.STRAY_RESPONSE);
    }

    @Test
    void aResponseToAClientIsTakenFromWhereNodesAreOnly() throws Exception {
        this.balancer = new Balancer();
        UdpPeer node = this.balancer.node("n1");
        UdpPeer phone = this.balancer.phone();
        phone.send(this.balancer.external(), phone.request("INVITE", URI));
        Message received = node.receive();
        UdpPeer forger = this.balancer.phone();
        forger.send(this.balancer.external(), received.response(486, "forged"));
        assertThat(phone.isQuiet()).isTrue();
        assertThat(strays()).isEqualTo(1);
        node.send(this.balancer.internal(), received.response(200, "b"));
        assertThat(phone.receive().status()).isEqualTo(200);
    }

    @Test
    void aResponseReachesAHostThatIsNoNodeOnlyIfThatHasSentTheRequest() throws Exception {
        this.balancer = new Balancer("routeSecret=not known to clients");
        UdpPeer unannounced = this.balancer.add(new UdpPeer());
        UdpPeer other = this.balancer.add(new UdpPeer());
        UdpPeer phone = this.balancer.phone();
        unannounced.send(this.balancer.internal(), unannounced.request("MESSAGE", "sip:a@127.0.0.1:" + phone.address().getPort()));
        Message genuine = phone.receive().response(200, "c");
        phone.send(this.balancer.external(),
                genuine.replace("127.0.0.1:" + unannounced.address().getPort(), "127.0.0.1:" + other.address().getPort())
                        .replace("rport=" + unannounced.address().getPort(), "rport=" + other.address().getPort()));
        assertThat(other.isQuiet()).isTrue();
        assertThat(strays()).isEqualTo(1);
        phone.send(this.balancer.external(), genuine);
        assertThat(unannounced.receive().status()).isEqualTo(200);
    }

    @Test
    void withOnePortARequestIsNotANodesBecauseItSaysSo() throws Exception {
        this.balancer = new Balancer(false);
        UdpPeer node = this.balancer.node("n1");
        UdpPeer victim = this.balancer.phone();
        try (UdpPeer forger = new UdpPeer("127.0.0.2")) {
            forger.send(this.balancer.external(), forger.request("MESSAGE", "sip:a@127.0.0.1:" + victim.address().getPort())
                    .replaceFirst("127.0.0.1:" + forger.address().getPort(), "127.0.0.1:" + node.address().getPort()));
            assertThat(node.receive().method()).isEqualTo("MESSAGE");
        }
        assertThat(victim.isQuiet()).isTrue();
    }
}
