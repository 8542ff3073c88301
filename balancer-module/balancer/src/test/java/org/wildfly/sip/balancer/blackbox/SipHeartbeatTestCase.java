/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * Nodes that announce themselves in SIP.
 */
class SipHeartbeatTestCase {
    private static final String URI = "sip:bob@example.com";

    private Balancer balancer;
    private UdpPeer node;

    @AfterEach
    void close() throws Exception {
        this.balancer.close();
    }

    private void start(boolean twoPorts, String... lines) throws Exception {
        this.balancer = new Balancer(twoPorts, lines);
        this.node = this.balancer.add(new UdpPeer());
    }

    private NodeState state() {
        return this.balancer.running().registry().state("127.0.0.1:" + this.node.address().getPort());
    }

    private Message announcement(String method, String header, String more) {
        return this.node.request(method, "sip:balancer@127.0.0.1").with(header)
                .withBody("hostname=n1\nip=127.0.0.1\nudpPort=" + this.node.address().getPort() + '\n' + more);
    }

    private int announced(InetSocketAddress to, String method, String header, String more) throws Exception {
        return this.node.send(to, announcement(method, header, more)).receive().status();
    }

    @Test
    void anAnnouncedNodeGetsCallsAndDrains() throws Exception {
        start(true);
        assertThat(announced(this.balancer.internal(), "OPTIONS", "Mobicents-Heartbeat: 1", "")).isEqualTo(200);
        await().until(() -> state() == NodeState.UP);
        UdpPeer phone = this.balancer.phone();
        phone.send(this.balancer.external(), phone.request("INVITE", URI));
        assertThat(this.node.receive().method()).isEqualTo("INVITE");
        assertThat(announced(this.balancer.internal(), "INFO", "Restcomm-Heartbeat: 1", "GRACEFUL_SHUTDOWN=true\n")).isEqualTo(200);
        await().until(() -> state() == NodeState.DRAINING);
    }

    @Test
    void aNodeThatIsSilentExpiresAndSoDoTheOthersAfterIt() throws Exception {
        start(true, "nodeTimeout=1000", "heartbeatInterval=20");
        announced(this.balancer.internal(), "OPTIONS", "Mobicents-Heartbeat: 1", "");
        await().until(() -> state() == NodeState.UP);
        await().until(() -> state() == NodeState.DOWN);
        announced(this.balancer.internal(), "OPTIONS", "Mobicents-Heartbeat: 1", "sessionId=7\n");
        await().until(() -> state() == NodeState.UP);
        await().until(() -> state() == NodeState.DOWN);
    }

    @Test
    void aNodeThatSendsMessagesIsNotTakenForDead() throws Exception {
        start(true, "nodeTimeout=1000", "heartbeatInterval=20");
        announced(this.balancer.internal(), "OPTIONS", "Mobicents-Heartbeat: 1", "");
        await().until(() -> state() == NodeState.UP);
        UdpPeer phone = this.balancer.phone();
        await().during(Duration.ofSeconds(3)).until(() -> {
            phone.send(this.balancer.external(), phone.request("MESSAGE", URI));
            this.node.send(this.balancer.internal(), this.node.receive().response(200, "b"));
            return phone.receive().status() == 200 && state() == NodeState.UP;
        });
        await().until(() -> state() == NodeState.DOWN);
    }

    @Test
    void withOnePortForBothLegsNodesAnnounceThemselvesThere() throws Exception {
        start(false);
        assertThat(announced(this.balancer.external(), "OPTIONS", "Mobicents-Heartbeat: 1", "")).isEqualTo(200);
        await().until(() -> state() == NodeState.UP);
    }

    @Test
    void whoIsNotAllowedIsRefusedAndCounted() throws Exception {
        start(true, "heartbeatAllowedAddresses=127.0.0.2");
        assertThat(announced(this.balancer.internal(), "OPTIONS", "Mobicents-Heartbeat: 1", "")).isEqualTo(403);
        await().until(() -> this.balancer.running().statistics().get(Counter.ANNOUNCEMENTS_REFUSED) == 1);
        assertThat(state()).isNull();
    }

    @Test
    void aNodeMayNotAnnounceTheAddressOfAnother() throws Exception {
        start(true);
        Message foreign = announcement("OPTIONS", "Mobicents-Heartbeat: 1", "ip=192.0.2.7\n");
        assertThat(this.node.send(this.balancer.internal(), foreign).receive().status()).isEqualTo(403);
        await().until(() -> this.balancer.running().statistics().get(Counter.ANNOUNCEMENTS_REFUSED) == 1);
    }

    @Test
    void anAnnouncementThatCannotBeReadIsABadRequest() throws Exception {
        start(true);
        Message empty = this.node.request("OPTIONS", "sip:balancer@127.0.0.1").with("Mobicents-Heartbeat: 1");
        assertThat(this.node.send(this.balancer.internal(), empty).receive().status()).isEqualTo(400);
    }

    @Test
    void atThePortForClientsAndWithoutTheHeaderItIsARequestLikeAnyOther() throws Exception {
        start(true);
        assertThat(announced(this.balancer.external(), "OPTIONS", "Mobicents-Heartbeat: 1", "")).isEqualTo(503);
        assertThat(state()).isNull();
        UdpPeer other = this.balancer.add(new UdpPeer());
        this.node.send(this.balancer.internal(), this.node.request("OPTIONS", "sip:bob@127.0.0.1:" + other.address().getPort()));
        assertThat(other.receive().method()).isEqualTo("OPTIONS");
    }
}
