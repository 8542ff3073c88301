/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.testsuite.balancer.harness.Announcement;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.Certificate;
import org.wildfly.sip.testsuite.balancer.harness.Doorstep;
import org.wildfly.sip.testsuite.balancer.harness.NativeHeartbeat;
import org.wildfly.sip.testsuite.balancer.harness.Peer;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;
import org.wildfly.sip.testsuite.harness.Environment;

/** IPv6 on one side or on both. */
class Ipv6IT {
    private static final String HOST = "::1";
    private static final String IN_VIA = "[::1]:";
    private static final String URI = "sip:bob@example.com";

    private static Certificate certificate;

    @RegisterExtension
    static final TestBed BED = new TestBed(() -> {
        certificate = new Certificate(Environment.folder().resolve("balancer").resolve("ipv6"));
        return StartedBalancer.start("ipv6", "externalIpv6Port={external6}", "externalIpv6TlsPort={TLS}", "externalIpv6WsPort={WS}",
                "externalIpv6WssPort={WSS}", "internalTlsPort={tlsInternal}", "internalIpv6Port={internal6}",
                "internalIpv6TlsPort={tlsInternal6}",
                certificate.lines());
    });

    private static int port(String transport) {
        return BED.balancer().port(transport.equals("UDP") || transport.equals("TCP") ? "external6" : transport);
    }

    /** A phone on IPv6. */
    private static Peer phone(String transport) throws IOException {
        return BED.balancer().with(Peer.connect(transport, new InetSocketAddress(HOST, port(transport)), certificate));
    }

    /** A request of a node in the call that an INVITE has begun. */
    private static SipText bye(Peer node, SipText invite, String to) {
        SipText bye = node.request("BYE", to);
        List<String> routes = invite.headers("Record-Route");
        for (int i = routes.size() - 1; i >= 0; i--) {
            bye = bye.with("Route: " + routes.get(i));
        }
        return bye;
    }

    private static void assertCallPasses(Peer phone, Peer node, SipText invite, SipText received) throws IOException {
        node.send(received.response(200, "b"));
        SipText ok = phone.receive();
        assertThat(ok.status()).isEqualTo(200);
        phone.send(invite.inDialog("ACK", 1, ok, true));
        assertThat(node.receive().method()).isEqualTo("ACK");
        node.send(bye(node, received, "sip:alice@" + SipText.hostPort(phone.address())));
        SipText bye = phone.receive();
        assertThat(bye.method()).isEqualTo("BYE");
        phone.send(bye.response(200, "a"));
        assertThat(node.receive().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP", "TLS", "WS", "WSS"})
    void aClientOnIpv6ReachesANodeOnIpv4AndIsReached(String transport) throws Exception {
        BalancedNode node = BED.balancer().node("n1");
        Peer phone = phone(transport);
        SipText invite = phone.request("INVITE", URI);
        phone.send(invite);
        SipText received = node.sip().receive();
        assertThat(received.header("Via")).contains("127.0.0.1:" + BED.balancer().port("internal"));
        assertThat(received.headers("Record-Route").get(0)).contains("127.0.0.1:" + BED.balancer().port("internal"));
        assertThat(received.headers("Record-Route").get(1)).contains(IN_VIA + port(transport));
        assertCallPasses(phone, node.sip(), invite, received);
    }

    @ParameterizedTest
    @CsvSource({"UDP,false", "TCP,false", "TLS,false", "UDP,true", "TCP,true", "TLS,true"})
    void aNodeOnIpv6IsReachedByClientsOfBothFamiliesAndReachesThem(String transport, boolean clientToo) throws Exception {
        String port = transport.equals("TLS") ? "tlsInternal6" : "internal6";
        Doorstep door = BED.balancer().with(
                new Doorstep(transport, HOST, new InetSocketAddress(HOST, BED.balancer().port("internal6")), certificate));
        BED.balancer()
                .with(new NativeHeartbeat(BED.balancer().address("heartbeat"), new Announcement("n6").address(transport, door.address())));
        Peer phone = clientToo ? phone("UDP") : BED.balancer().phone();
        SipText invite = phone.request("INVITE", URI);
        phone.send(invite);
        try (Peer node = door.answer()) {
            SipText received = node.receive();
            assertThat(received.header("Via")).startsWith("SIP/2.0/" + transport + ' ' + IN_VIA + BED.balancer().port(port));
            assertThat(received.headers("Record-Route").get(0)).contains(IN_VIA + BED.balancer().port(port)).contains("node_port="
                    + door.address().getPort());
            assertCallPasses(phone, node, invite, received);
        }
    }
}
