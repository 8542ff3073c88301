/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/**
 * Balancers that others know by other addresses than those where they listen: behind an IP load balancer or a NAT.
 */
class AdvertisedAddressTestCase {
    private static final String URI = "sip:bob@example.com";
    private static final String[] BEHIND = {"externalIpLoadBalancerAddress=192.0.2.1", "externalIpLoadBalancerPort=5060",
            "internalIpLoadBalancerAddress=192.0.2.2", "internalIpLoadBalancerPort=5065"};

    private static String hint(UdpPeer node) {
        return ";lr;node_host=127.0.0.1;node_port=" + node.address().getPort() + ";version=0>";
    }

    @Test
    void recordRouteSaysTheAddressOfTheIpLoadBalancerAndViaTheOwnOne() throws Exception {
        try (Balancer balancer = new Balancer(BEHIND)) {
            UdpPeer phone = balancer.phone();
            UdpPeer node = balancer.node("n1");
            phone.send(balancer.external(), phone.request("INVITE", URI));
            Message received = node.receive();
            assertThat(received.headers("Record-Route")).containsExactly("<sip:192.0.2.2:5065" + hint(node),
                    "<sip:192.0.2.1:5060" + hint(node));
            assertThat(received.header("Via")).startsWith("SIP/2.0/UDP 127.0.0.1:" + balancer.internal().getPort() + ";branch=");
            node.send(balancer.internal(), node.request("INVITE", "sip:carol@127.0.0.1:" + phone.address().getPort()));
            received = phone.receive();
            assertThat(received.headers("Record-Route")).containsExactly("<sip:192.0.2.1:5060" + hint(node),
                    "<sip:192.0.2.2:5065" + hint(node));
            assertThat(received.header("Via")).startsWith("SIP/2.0/UDP 127.0.0.1:" + balancer.external().getPort() + ";branch=");
        }
    }

    @Test
    void viaSaysTheAddressOfTheIpLoadBalancerIfConfigured() throws Exception {
        try (Balancer balancer = behind("useIpLoadBalancerAddressInViaHeaders=true")) {
            UdpPeer phone = balancer.phone();
            UdpPeer node = balancer.node("n1");
            phone.send(balancer.external(), phone.request("INVITE", URI));
            assertThat(node.receive().header("Via")).startsWith("SIP/2.0/UDP 192.0.2.2:5065;branch=");
            node.send(balancer.internal(), node.request("INVITE", "sip:carol@127.0.0.1:" + phone.address().getPort()));
            assertThat(phone.receive().header("Via")).startsWith("SIP/2.0/UDP 192.0.2.1:5060;branch=");
        }
    }

    private static Balancer behind(String line) throws Exception {
        return new Balancer(String.join("\n", BEHIND) + '\n' + line);
    }

    @Test
    void routesThatNameTheIpLoadBalancerOrTheBalancerItselfAreOwn() throws Exception {
        try (Balancer balancer = new Balancer(BEHIND)) {
            UdpPeer phone = balancer.phone();
            UdpPeer node = balancer.node("n1");
            String[] routes = {"<sip:192.0.2.1;lr>", "<sip:192.0.2.1:5060;lr>, <sip:192.0.2.2:5065;lr>",
                    "<sip:127.0.0.1:" + balancer.external().getPort() + ";lr>, <sip:192.0.2.2:5065;lr>",
                    "<sip:127.0.0.1:" + balancer.external().getPort() + ";lr>, <sip:127.0.0.1:" + balancer.internal().getPort() + ";lr>"};
            for (String route : routes) {
                phone.send(balancer.external(), phone.request("INVITE", URI).with("Route: " + route));
                assertThat(node.receive().headers("Route")).as(route).isEmpty();
            }
            phone.send(balancer.external(), phone.request("INVITE", URI).with("Route: <sip:192.0.2.1:5061;lr>"));
            assertThat(node.receive().headers("Route")).hasSize(1);
        }
    }

    @Test
    void aCallWorksThoughEachMessageTakesAnotherOfTwoBalancersBehindOneAddress() throws Exception {
        try (Balancer one = behind("useIpLoadBalancerAddressInViaHeaders=true");
                Balancer two = behind("useIpLoadBalancerAddressInViaHeaders=true")) {
            UdpPeer phone = one.phone();
            UdpPeer node1 = one.node("n1");
            UdpPeer node2 = one.node("n2");
            two.up("n1", node1);
            two.up("n2", node2);
            Message invite = phone.request("INVITE", URI);
            phone.send(one.external(), invite);
            Message received = node1.receive();
            node1.send(two.internal(), received.response(180, "b"));
            assertThat(phone.receive().status()).isEqualTo(180);
            node1.send(one.internal(), received.response(200, "b"));
            Message ok = phone.receive();
            phone.send(two.external(), invite.inDialog("ACK", 1, ok, true));
            assertThat(node1.receive().method()).isEqualTo("ACK");
            phone.send(two.external(), invite.inDialog("BYE", 2, ok, true));
            Message bye = node1.receive();
            assertThat(bye.headers("Route")).isEmpty();
            node1.send(one.internal(), bye.response(200, "b"));
            assertThat(phone.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void aResponseReachesATcpPhoneFromABalancerThatDoesNotHaveItsConnection() throws Exception {
        try (Balancer one = behind("useIpLoadBalancerAddressInViaHeaders=true");
                Balancer two = behind("useIpLoadBalancerAddressInViaHeaders=true")) {
            TcpPeer phone = one.tcpPhone();
            UdpPeer node = one.node("n1");
            two.up("n1", node);
            phone.send(phone.request("INVITE", URI));
            node.send(two.internal(), node.receive().response(200, "b"));
            assertThat(phone.accept().receive().status()).isEqualTo(200);
        }
    }

    @Test
    void clientsAreToldThePublicAddressAndContactStaysAsItIs() throws Exception {
        try (Balancer balancer = new Balancer("public-ip=203.0.113.7")) {
            UdpPeer phone = balancer.phone();
            UdpPeer node = balancer.node("n1");
            phone.send(balancer.external(), phone.request("INVITE", URI));
            Message received = node.receive();
            String publicRoute = "<sip:203.0.113.7:" + balancer.external().getPort() + hint(node);
            assertThat(received.headers("Record-Route")).containsExactly(
                    "<sip:127.0.0.1:" + balancer.internal().getPort() + hint(node), publicRoute);
            node.send(balancer.internal(), received.response(200, "b").with("Contact: <sip:app@10.0.0.5:5080>"));
            assertThat(phone.receive().header("Contact")).isEqualTo("<sip:app@10.0.0.5:5080>");
            Message invite = node.request("INVITE", "sip:carol@127.0.0.1:" + phone.address().getPort());
            node.send(balancer.internal(), invite);
            received = phone.receive();
            assertThat(received.header("Record-Route")).isEqualTo(publicRoute);
            assertThat(received.header("Via")).startsWith("SIP/2.0/UDP 203.0.113.7:" + balancer.external().getPort() + ";branch=");
            assertThat(received.header("Contact")).isEqualTo(invite.header("Contact"));
            phone.send(balancer.external(), received.response(200, "c"));
            assertThat(node.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void clientsInPrivateNetworksAreToldTheOwnAddress() throws Exception {
        try (Balancer inside = new Balancer("public-ip=203.0.113.7", "privateNetworks=10.0.0.0/8, 127.0.0.0/8");
                Balancer outside = new Balancer("public-ip=203.0.113.7", "privateNetworks=10.0.0.0/8, 2001:db8::/32")) {
            UdpPeer phone = inside.phone();
            UdpPeer node = inside.node("n1");
            outside.up("n1", node);
            phone.send(inside.external(), phone.request("INVITE", URI));
            assertThat(node.receive().headers("Record-Route").get(1)).startsWith("<sip:127.0.0.1:" + inside.external().getPort());
            node.send(inside.internal(), node.request("INVITE", "sip:carol@127.0.0.1:" + phone.address().getPort()));
            Message received = phone.receive();
            assertThat(received.headers("Record-Route").get(0)).startsWith("<sip:127.0.0.1:" + inside.external().getPort());
            assertThat(received.header("Via")).startsWith("SIP/2.0/UDP 127.0.0.1:" + inside.external().getPort());
            phone.send(outside.external(), phone.request("INVITE", URI));
            assertThat(node.receive().headers("Record-Route").get(1)).startsWith("<sip:203.0.113.7:");
        }
    }

    @Test
    void hostNamesThatStandForTheBalancerInRoutesAreConfigured() throws Exception {
        try (Balancer balancer = new Balancer("matchingHostnameForRoute=sip.example.com");
                Balancer subdomains = new Balancer("matchingHostnameForRoute=sip.example.com", "isFilterSubdomain=true")) {
            UdpPeer phone = balancer.phone();
            UdpPeer node = balancer.node("n1");
            subdomains.up("n1", node);
            phone.send(balancer.external(), phone.request("INVITE", URI).with("Route: <sip:SIP.example.com:5099;lr>"));
            assertThat(node.receive().headers("Route")).isEmpty();
            Message sub = phone.request("INVITE", URI).with("Route: <sip:eu.sip.example.com;lr>");
            phone.send(balancer.external(), sub);
            assertThat(node.receive().headers("Route")).hasSize(1);
            phone.send(subdomains.external(), sub);
            assertThat(node.receive().headers("Route")).isEmpty();
            phone.send(subdomains.external(), phone.request("INVITE", URI).with("Route: <sip:xsip.example.com;lr>"));
            assertThat(node.receive().headers("Route")).hasSize(1);
        }
    }

    @Test
    void addressesThatMakeNoSenseAreRefusedWithTheCure() {
        assertThatThrownBy(() -> new Balancer("externalIpLoadBalancerPort=5060"))
                .hasMessageContaining("externalIpLoadBalancerPort=5060 has no meaning without externalIpLoadBalancerAddress; add that");
        assertThatThrownBy(() -> new Balancer(false, "internalIpLoadBalancerAddress=192.0.2.1"))
                .hasMessageContaining("has no meaning without internalPort");
        assertThatThrownBy(() -> new Balancer("useIpLoadBalancerAddressInViaHeaders=true")).hasMessageContaining("has no meaning without");
        assertThatThrownBy(() -> new Balancer("public-ip=sip.example.com:5060")).hasMessageContaining("without a port");
        assertThatThrownBy(() -> new Balancer("privateNetworks=10.*")).hasMessageContaining("is no network");
    }
}
