/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** Where the balancer listens, what it calls itself, and over what it speaks. */
class AddressesIT {
    private static final String URI = "sip:bob@example.com";

    private static InetSocketAddress at(StartedBalancer balancer, String host, String port) {
        return new InetSocketAddress(host, balancer.port(port));
    }

    private static SipText call(UdpPeer phone, UdpPeer node) throws IOException {
        SipText invite = phone.request("INVITE", URI);
        phone.send(invite);
        SipText received = node.receive();
        node.send(received.response(200, "b"));
        SipText ok = phone.receive();
        phone.send(invite.inDialog("BYE", 2, ok, true));
        assertThat(node.receive().method()).isEqualTo("BYE");
        return received;
    }

    @Test
    void eachSideCanHaveAnAddressOfItsOwn() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.plain("two-addresses", "externalHost=127.0.0.2", "internalHost=127.0.0.3",
                "externalPort={external}", "internalPort={internal}", "heartbeatHost=127.0.0.1", "heartbeatPort={heartbeat}");
                UdpPeer phone = new UdpPeer(at(balancer, "127.0.0.2", "external"))) {
            BalancedNode node = balancer.node("n1");
            node.sip().to(at(balancer, "127.0.0.3", "internal"));
            SipText received = call(phone, node.sip());
            assertThat(received.header("Via")).contains("127.0.0.3:" + balancer.port("internal"));
            assertThat(received.headers("Record-Route").get(0)).contains("127.0.0.3:" + balancer.port("internal"));
            assertThat(received.headers("Record-Route").get(1)).contains("127.0.0.2:" + balancer.port("external"));
        }
    }

    @Test
    void clientsAreToldThePublicAddressExceptThoseInPrivateNetworks() throws Exception {
        for (boolean inside : new boolean[]{false, true}) {
            try (StartedBalancer balancer = StartedBalancer.start("public-ip-" + inside, "public-ip=127.77.7.7",
                    "privateNetworks=10.0.0.0/8" + (inside ? ", 127.0.0.0/16" : ""))) {
                String told = (inside ? "127.0.0.1:" : "127.77.7.7:") + balancer.port("external");
                BalancedNode node = balancer.node("n1");
                UdpPeer phone = balancer.phone();
                List<String> routes = call(phone, node.sip()).headers("Record-Route");
                assertThat(routes.get(0)).contains("127.0.0.1:" + balancer.port("internal"));
                assertThat(routes.get(1)).contains(told);
                SipText message = node.sip().request("MESSAGE", "sip:alice@127.0.0.1:" + phone.address().getPort());
                node.sip().send(message);
                SipText received = phone.receive();
                assertThat(received.header("Via")).contains(told);
                assertThat(received.header("Contact")).isEqualTo(message.header("Contact"));
            }
        }
    }
}
