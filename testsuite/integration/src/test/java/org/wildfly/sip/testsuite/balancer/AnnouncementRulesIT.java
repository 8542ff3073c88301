/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetSocketAddress;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.Announcement;
import org.wildfly.sip.testsuite.balancer.harness.NativeHeartbeat;
import org.wildfly.sip.testsuite.balancer.harness.Operations;
import org.wildfly.sip.testsuite.balancer.harness.RmiNode;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** Who may announce nodes, and which. */
class AnnouncementRulesIT {
    private static final InetSocketAddress FOREIGN = new InetSocketAddress("192.0.2.1", 5080);

    private static void assertThereIsNoNode(StartedBalancer balancer) throws IOException {
        UdpPeer phone = balancer.phone();
        phone.send(phone.request("OPTIONS", "sip:bob@example.com"));
        assertThat(phone.receive().status()).isEqualTo(503);
    }

    private static double refused(StartedBalancer balancer) throws Exception {
        return new Operations(balancer).metrics().entrySet().stream().filter(metric -> metric.getKey().contains("announcementsRefused"))
                .mapToDouble(metric -> metric.getValue()).sum();
    }

    @Test
    void whoHasNoSecretMayNotAnnounceTheAddressesOfOthersByAnyProtocol() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("announcements", "operationsPort={operations}", "rmiRegistryPort={rmi}")) {
            assertThat(catchThrowable(
                    () -> new NativeHeartbeat(balancer.address("heartbeat"), new Announcement("n1").address("UDP", FOREIGN))))
                    .isInstanceOf(IOException.class);
            UdpPeer server = balancer.with(new UdpPeer(balancer.internal()));
            SipText announcement = server.request("OPTIONS", "sip:127.0.0.1").with("Mobicents-Heartbeat: 1");
            server.send(announcement.withBody("hostname=x\r\nip=192.0.2.1\r\nudpPort=5080\r\n"));
            assertThat(server.receive().status()).isEqualTo(403);
            RmiNode rmi = balancer.with(new RmiNode(balancer));
            catchThrowable(() -> rmi.at("192.0.2.1").ping());
            assertThereIsNoNode(balancer);
            assertThat(refused(balancer)).isEqualTo(3);
        }
    }

    @Test
    void withASecretWhoDoesNotKnowItIsRefusedAndFromANetworkThatIsNotNamedEverybody() throws Exception {
        for (String rule : new String[]{"heartbeatSecret=known to nodes", "heartbeatAllowedAddresses=192.0.2.0/24"}) {
            try (StartedBalancer balancer = StartedBalancer.start("announcements-refused", "operationsPort={operations}", rule)) {
                UdpPeer node = balancer.with(new UdpPeer(balancer.internal()));
                assertThat(catchThrowable(() -> new NativeHeartbeat(balancer.address("heartbeat"),
                        new Announcement("n1").address("UDP", node.address())))).as(rule).isInstanceOf(IOException.class);
                assertThereIsNoNode(balancer);
            }
        }
    }
}
