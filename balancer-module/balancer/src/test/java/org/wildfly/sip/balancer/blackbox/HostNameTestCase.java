/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * Requests of nodes to hosts that have to be looked up (RFC 3263).
 */
class HostNameTestCase {

    private static int port(UdpPeer peer) {
        return peer.address().getPort();
    }

    @Test
    void aDomainIsReachedWhereItsServiceRecordsSay() throws Exception {
        try (NameServer names = new NameServer(); Balancer balancer = new Balancer("dnsServers=" + names.address())) {
            UdpPeer node = balancer.node("n1");
            UdpPeer first = balancer.phone();
            UdpPeer reserve = balancer.phone();
            names.service("_sip._udp.example.test", 20, 0, port(reserve), "b.example.test").host("b.example.test", "127.0.0.1");
            names.service("_sip._udp.example.test", 10, 0, port(first), "a.example.test").host("a.example.test", "127.0.0.1");
            for (int i = 0; i < 5; i++) {
                node.send(balancer.internal(), node.request("OPTIONS", "sip:carol@Example.test"));
                Message options = first.receive();
                assertThat(options.startLine()).isEqualTo("OPTIONS sip:carol@Example.test SIP/2.0");
                first.send(balancer.external(), options.response(200, "c"));
                assertThat(node.receive().status()).isEqualTo(200);
            }
            // What has been found is remembered: no NAPTR record, one SRV record set, two addresses of each family.
            assertThat(names.queries()).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void requestsOfACallTakeTheSameOfSeveralEqualServersAndCallsAreSpread() throws Exception {
        try (NameServer names = new NameServer(); Balancer balancer = new Balancer("dnsServers=" + names.address())) {
            UdpPeer node = balancer.node("n1");
            UdpPeer light = balancer.phone();
            UdpPeer heavy = balancer.phone();
            names.service("_sip._udp.example.test", 1, 30, port(light), "a.example.test").host("a.example.test", "127.0.0.1");
            names.service("_sip._udp.example.test", 1, 70, port(heavy), "a.example.test");
            node.send(balancer.internal(), node.request("OPTIONS", "sip:carol@example.test"));
            await().until(() -> balancer.running().statistics().get(Counter.REQUESTS_FROM_NODES) == 1);
            int calls = 60;
            for (int i = 0; i < calls; i++) {
                Message options = node.request("OPTIONS", "sip:carol@example.test");
                node.send(balancer.internal(), options).send(balancer.internal(), options);
                int sent = 3 + 2 * i;
                await().until(() -> balancer.running().statistics().get(Counter.REQUESTS_FROM_NODES) == sent);
            }
            Map<String, Integer> counts = new HashMap<>();
            int received = 0;
            while (received < 2 * calls && !heavy.isQuiet(call -> counts.merge(call.header("Call-ID"), 1, Integer::sum))) {
                received++;
            }
            assertThat(counts.size()).isBetween(calls / 4, calls - 1);
            counts.values().remove(1);
            assertThat(counts.values()).containsOnly(2);
        }
    }

    @Test
    void anotherTransportIsTakenIfOnlyThatHasARecord() throws Exception {
        try (NameServer names = new NameServer(); Balancer balancer = new Balancer("dnsServers=" + names.address())) {
            UdpPeer node = balancer.node("n1");
            TcpPeer server = balancer.add(new TcpPeer());
            names.service("_sip._tcp.example.test", 1, 0, server.address().getPort(), "a.example.test").host("a.example.test", "127.0.0.1");
            node.send(balancer.internal(), node.request("INVITE", "sip:carol@example.test"));
            Message invite = server.accept().receive();
            assertThat(invite.header("Via")).startsWith("SIP/2.0/TCP ");
            assertThat(invite.header("Record-Route")).contains(";transport=tcp");
            server.send(invite.response(200, "c"));
            assertThat(node.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void withAPortOnlyTheAddressIsLookedUp() throws Exception {
        try (NameServer names = new NameServer(); Balancer balancer = new Balancer("dnsServers=" + names.address())) {
            UdpPeer node = balancer.node("n1");
            UdpPeer server = balancer.phone();
            names.host("example.test", "127.0.0.1").service("_sip._udp.example.test", 1, 0, 9, "a.example.test");
            node.send(balancer.internal(), node.request("OPTIONS", "sip:carol@example.test:" + port(server)));
            assertThat(server.receive().method()).isEqualTo("OPTIONS");
        }
    }

    @Test
    void requestsThatWaitForANameLeaveInOrder() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        try (NameServer names = new NameServer(open); Balancer balancer = new Balancer("dnsServers=" + names.address())) {
            UdpPeer node = balancer.node("n1");
            UdpPeer server = balancer.phone();
            names.service("_sip._udp.example.test", 1, 0, port(server), "a.example.test").host("a.example.test", "127.0.0.1");
            Message info = node.request("INFO", "sip:carol@example.test");
            for (int i = 1; i <= 40; i++) {
                node.send(balancer.internal(), info.replace("CSeq: 1 ", "CSeq: " + i + ' '));
            }
            await().until(() -> names.queries() > 0);
            // Others are not held up.
            node.send(balancer.internal(), node.request("OPTIONS", "sip:carol@127.0.0.1:" + port(server)));
            assertThat(server.receive().method()).isEqualTo("OPTIONS");
            open.countDown();
            for (int i = 1; i <= 40; i++) {
                assertThat(server.receive().header("CSeq")).isEqualTo(i + " INFO");
            }
        }
    }

    @Test
    void moreThanMayWaitForANameIsRefused() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        try (NameServer names = new NameServer(open); Balancer balancer = new Balancer("dnsServers=" + names.address())) {
            UdpPeer node = balancer.node("n1");
            for (int i = 0; i < 70; i++) {
                node.send(balancer.internal(), node.request("OPTIONS", "sip:carol@example.test"));
            }
            assertThat(node.receive().status()).isEqualTo(503);
            assertThat(balancer.running().statistics().get(Counter.UNRESOLVED)).isPositive();
        }
    }

    @Test
    void aHostThatIsNotKnownIsAnsweredFor() throws Exception {
        try (NameServer names = new NameServer(); Balancer balancer = new Balancer("dnsServers=" + names.address())) {
            UdpPeer node = balancer.node("n1");
            names.service("_sip._udp.none.test", 0, 0, 1, "");
            for (String host : new String[]{"nobody.invalid", "none.test"}) {
                node.send(balancer.internal(), node.request("INVITE", "sip:carol@" + host));
                assertThat(node.receive().status()).as(host).isEqualTo(503);
            }
            int queries = names.queries();
            node.send(balancer.internal(), node.request("INVITE", "sip:carol@nobody.invalid"));
            assertThat(node.receive().status()).isEqualTo(503);
            assertThat(names.queries()).isEqualTo(queries);
            assertThat(balancer.running().statistics().get(Counter.UNRESOLVED)).isEqualTo(3);
        }
    }

    @Test
    void maddrSaysWhereARequestGoes() throws Exception {
        try (Balancer balancer = new Balancer()) {
            UdpPeer node = balancer.node("n1");
            UdpPeer server = balancer.phone();
            String uri = "sip:carol@example.test:" + port(server) + ";maddr=127.0.0.1";
            node.send(balancer.internal(), node.request("OPTIONS", uri));
            assertThat(server.receive().startLine()).isEqualTo("OPTIONS " + uri + " SIP/2.0");
        }
    }
}
