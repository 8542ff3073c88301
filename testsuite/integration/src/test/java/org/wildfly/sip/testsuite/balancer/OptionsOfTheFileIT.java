/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.Announcement;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.EstablishedCall;
import org.wildfly.sip.testsuite.balancer.harness.NativeHeartbeat;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.StreamPeer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** What single keys of the file do to SIP. */
class OptionsOfTheFileIT {
    private static final String URI = "sip:bob@example.com";

    @Test
    void theAddressOfAnIpLoadBalancerStandsInRecordRouteAndIsTakenForOwn() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("ip-load-balancer", "externalIpLoadBalancerAddress=127.8.8.8",
                "externalIpLoadBalancerPort=5060", "externalIpLoadBalancerTcpPort=5070", "internalIpLoadBalancerAddress=127.9.9.9",
                "internalIpLoadBalancerPort=5065")) {
            BalancedNode node = balancer.node("n1");
            StreamPeer tcp = balancer.tcpPhone();
            tcp.send(tcp.request("INVITE", URI));
            assertThat(node.sip().receive().headers("Record-Route").get(1)).contains("127.8.8.8:5070").contains("transport=tcp");
            UdpPeer phone = balancer.phone();
            SipText invite = phone.request("INVITE", URI);
            phone.send(invite);
            SipText received = node.answer(200);
            assertThat(received.headers("Record-Route").get(0)).contains("127.9.9.9:5065");
            assertThat(received.headers("Record-Route").get(1)).contains("127.8.8.8");
            assertThat(received.header("Via")).as("Via").contains("127.0.0.1:" + balancer.port("internal"));
            phone.send(invite.inDialog("BYE", 2, phone.receive(), true));
            assertThat(node.sip().receive().headers("Route")).isEmpty();
        }
    }

    @Test
    void theAddressOfAnIpLoadBalancerStandsInViaIfWanted() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("ip-load-balancer-via", "externalIpLoadBalancerAddress=127.8.8.8",
                "externalIpLoadBalancerPort=5060", "internalIpLoadBalancerAddress=127.9.9.9", "internalIpLoadBalancerPort=5065",
                "useIpLoadBalancerAddressInViaHeaders=true")) {
            BalancedNode node = balancer.node("n1");
            UdpPeer phone = balancer.phone();
            phone.send(phone.request("OPTIONS", URI));
            SipText options = node.sip().receive();
            assertThat(options.header("Via")).contains("127.9.9.9");
            node.sip().send(options.response(200, "b"));
            assertThat(phone.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void requestsOfExtraServerNodesGoToTheClientsAndNothingIsBalancedToThem() throws Exception {
        try (UdpPeer server = new UdpPeer(null);
                StartedBalancer balancer = StartedBalancer.startSinglePort("extra-server-nodes",
                        "extraServerNodes=" + SipText.hostPort(server.address()))) {
            server.to(balancer.external());
            UdpPeer phone = balancer.phone();
            server.send(server.request("INVITE", "sip:alice@127.0.0.1:" + phone.address().getPort()));
            assertThat(phone.receive().method()).isEqualTo("INVITE");
            phone.send(phone.request("INVITE", URI));
            assertThat(phone.receive().status()).isEqualTo(503);
        }
    }

    @Test
    void scannersAreDroppedSilently() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("blocked")) {
            BalancedNode node = balancer.node("n1");
            UdpPeer scanner = balancer.phone();
            scanner.send(scanner.request("OPTIONS", URI).with("User-Agent: friendly-scanner"));
            scanner.send(scanner.request("REGISTER", URI).replace("alice@", "sipvicious@"));
            assertThat(scanner.isQuiet()).isTrue();
            assertThat(node.sip().isQuiet()).isTrue();
            scanner.send(scanner.request("OPTIONS", URI));
            assertThat(node.sip().receive().method()).isEqualTo("OPTIONS");
        }
    }

    @Test
    void aForgedHintIsNotFollowedWithARouteSecret() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("route-secret", "routeSecret=not for clients")) {
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"));
            UdpPeer phone = balancer.phone();
            EstablishedCall call = EstablishedCall.make(phone, nodes);
            phone.send(call.request("INFO", 2));
            assertThat(Received.byOneOf(nodes).node()).isSameAs(call.node());
            BalancedNode other = nodes.get(0) == call.node() ? nodes.get(1) : nodes.get(0);
            phone.send(call.request("INFO", 3).replace("node_port=" + call.node().sip().address().getPort(),
                    "node_port=" + other.sip().address().getPort()));
            assertThat(Received.byOneOf(nodes).node()).as("by the Call-ID").isSameAs(call.node());
        }
    }

    @Test
    void newCallsGoToTheNewestVersionAndDialogsStayWithTheirs() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("versions")) {
            BalancedNode old = balancer.node("old", "1.9");
            UdpPeer phone = balancer.phone();
            EstablishedCall call = EstablishedCall.make(phone, List.of(old));
            BalancedNode recent = balancer.node("recent", "1.10");
            List<BalancedNode> nodes = List.of(old, recent);
            for (int i = 0; i < 4; i++) {
                phone.send(phone.request("INVITE", URI));
                assertThat(Received.byOneOf(nodes).node()).isSameAs(recent);
            }
            phone.send(call.request("BYE", 2));
            assertThat(Received.byOneOf(nodes).node()).isSameAs(old);
            recent.die();
            phone.send(phone.request("INVITE", URI));
            assertThat(Received.byOneOf(nodes).node()).as("when the newest are dead").isSameAs(old);
        }
    }

    @Test
    void twoBalancersWithTheConsistentHashAgreeOnTheNodeOfEveryCall() throws Exception {
        String algorithm = "algorithmClass=org.mobicents.tools.sip.balancer.HeaderConsistentHashBalancerAlgorithm";
        try (StartedBalancer one = StartedBalancer.start("hash-1", algorithm);
                StartedBalancer two = StartedBalancer.start("hash-2", algorithm)) {
            List<BalancedNode> nodes = List.of(one.node("n1"), one.node("n2"), one.node("n3"));
            for (BalancedNode node : nodes) {
                two.with(new NativeHeartbeat(two.address("heartbeat"), new Announcement(node.name()).address("UDP", node.sip().address())));
            }
            UdpPeer phone = one.phone();
            Set<BalancedNode> chosen = new HashSet<>();
            for (int i = 0; i < 30; i++) {
                SipText request = phone.request("MESSAGE", URI);
                phone.to(one.external()).send(request);
                BalancedNode node = Received.byOneOf(nodes).node();
                phone.to(two.external()).send(request);
                assertThat(Received.byOneOf(nodes).node()).isSameAs(node);
                chosen.add(node);
            }
            assertThat(chosen).hasSize(3);
        }
    }

    @Test
    void fixedNodesGetCallsWithoutAnyAnnouncement() throws Exception {
        try (UdpPeer server = new UdpPeer(null);
                StartedBalancer balancer = StartedBalancer.start("fixed-nodes", "nodes=" + SipText.hostPort(server.address()))) {
            server.to(balancer.internal());
            SipText probe = server.receive();
            assertThat(probe.method()).isEqualTo("OPTIONS");
            String via = probe.header("Via").replaceFirst(".*127.0.0.1:(\\d+).*", "$1");
            server.to(new InetSocketAddress(StartedBalancer.HOST, Integer.parseInt(via))).send(probe.response(200, "b"));
            balancer.await(" is UP", 1);
            UdpPeer phone = balancer.phone();
            phone.send(phone.request("INVITE", URI));
            SipText received = server.receive();
            for (int i = 0; i < 10 && received.method().equals("OPTIONS"); i++) {
                server.send(received.response(200, "b"));
                received = server.receive();
            }
            assertThat(received.method()).isEqualTo("INVITE");
        }
    }
}
