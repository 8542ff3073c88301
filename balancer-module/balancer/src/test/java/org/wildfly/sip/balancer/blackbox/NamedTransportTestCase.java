/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The transport and the family of addresses on which hosts that have to be looked up are reached (RFC 3263 section 4.1).
 */
class NamedTransportTestCase {
    private NameServer names;
    private Balancer balancer;
    private UdpPeer node;

    @BeforeEach
    void start() throws Exception {
        this.names = new NameServer();
        this.balancer = new Balancer("dnsServers=" + this.names.address(), "externalIpv6Host=::1", "externalIpv6Port=0");
        this.node = this.balancer.node("n1");
        this.names.host("a.example.net", Balancer.HOST);
    }

    @AfterEach
    void stop() throws Exception {
        this.balancer.close();
        this.names.close();
    }

    private void send(String uri) throws Exception {
        this.node.send(this.balancer.internal(), this.node.request("OPTIONS", uri));
    }

    private TcpPeer tcpServer(String service) throws Exception {
        TcpPeer server = this.balancer.add(new TcpPeer());
        this.names.service(service, 1, 0, server.address().getPort(), "a.example.net");
        return server;
    }

    private UdpPeer udpServer(String service) throws Exception {
        UdpPeer server = this.balancer.phone();
        this.names.service(service, 1, 0, server.address().getPort(), "a.example.net");
        return server;
    }

    @Test
    void naptrRecordsSayWhichTransportAHostPrefersAndWhereItIs() throws Exception {
        udpServer("_sip._udp.example.test");
        TcpPeer preferred = tcpServer("_sip._tcp.far.example.net");
        this.names.pointer("example.test", 20, 10, "SIP+D2U", "_sip._udp.example.test")
                .pointer("example.test", 10, 20, "SIP+D2T", "_sip._tcp.far.example.net")
                // The balancer under test has no TLS, and nobody has SCTP.
                .pointer("example.test", 10, 10, "SIPS+D2T", "_sips._tcp.example.test")
                .pointer("example.test", 1, 1, "SIP+D2S", "_sip._sctp.example.test");
        send("sip:carol@example.test");
        assertThat(preferred.accept().receive().header("Via")).startsWith("SIP/2.0/TCP ");
    }

    @Test
    void naptrRecordsThatLeadNowhereAreAsIfThereWereNone() throws Exception {
        UdpPeer server = udpServer("_sip._udp.example.test");
        this.names.pointer("example.test", 10, 10, "SIP+D2T", "_sip._tcp.nowhere.test");
        send("sip:carol@example.test");
        assertThat(server.receive().method()).isEqualTo("OPTIONS");
    }

    @Test
    void aUriThatNamesTheTransportIsNotAskedAbout() throws Exception {
        UdpPeer server = udpServer("_sip._udp.example.test");
        this.names.pointer("example.test", 10, 10, "SIP+D2T", "_sip._tcp.far.example.net");
        send("sip:carol@example.test;transport=udp");
        assertThat(server.receive().method()).isEqualTo("OPTIONS");
    }

    @Test
    void aHostThatHasIpv6OnlyIsReachedFromALegThatHasBoth() throws Exception {
        try (Party server = Party.of(Transport.UDP, "::1", null)) {
            int port = server.address().getPort();
            this.names.host("six.example.test", "::1").service("_sip._udp.example.test", 1, 0, port, "six.example.test");
            for (String uri : new String[]{"sip:carol@six.example.test:" + port, "sip:carol@example.test"}) {
                send(uri);
                Message options = server.receive();
                assertThat(options.header("Via")).startsWith("SIP/2.0/UDP [::1]:");
                server.send(options.response(200, "c"));
                assertThat(this.node.receive().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aHostThatHasIpv6OnlyIsReachedOverTheTransportThatTheLegHasThere() throws Exception {
        try (Balancer mixed = new Balancer("dnsServers=" + this.names.address(), "externalIpv6Host=::1", "externalIpv6TcpPort=0");
                Party server = Party.of(Transport.TCP, "::1", null)) {
            mixed.up("n1", this.node);
            int port = server.address().getPort();
            this.names.host("six.example.test", "::1");
            this.node.send(mixed.internal(), this.node.request("OPTIONS", "sip:carol@six.example.test:" + port));
            server.accept();
            assertThat(server.receive().header("Via")).startsWith("SIP/2.0/TCP [::1]:");
        }
    }

    @Test
    void aHostWithAddressesOfBothFamiliesIsReachedByTheOther() throws Exception {
        try (Party server = Party.of(Transport.TCP, "::1", null)) {
            InetSocketAddress address = server.address();
            this.names.host("both.example.test", Balancer.HOST).host("both.example.test", "::1");
            send("sip:carol@both.example.test:" + address.getPort() + ";transport=tcp");
            server.accept();
            assertThat(server.receive().method()).isEqualTo("OPTIONS");
        }
    }
}
