/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.config.BalancerConfiguration.SipLeg;

/**
 * Where {@code lb.properties} says that the balancer listens, and over what.
 */
class AddressSectionTestCase {
    private final List<String> warnings = new ArrayList<>();

    private BalancerConfiguration read(String... lines) throws Exception {
        return new ConfigurationReader(this.warnings::add).read("lb.properties", new StringReader(String.join("\n", lines)));
    }

    private static Stream<String> endpoints(SipLeg leg) {
        return leg.endpoints().stream().map(
                endpoint -> endpoint.transport() + " " + endpoint.address().host().getHostAddress() + ' ' + endpoint.address().port());
    }

    @Test
    void oneKeyGivesThePortOfUdpAndTcpAndThatOfATransportWins() throws Exception {
        BalancerConfiguration configuration = read("externalPort=5060", "externalTcpPort=5070", "externalWsPort=5080",
                "internalUdpPort=5065");
        assertThat(endpoints(configuration.external())).containsExactly("UDP 127.0.0.1 5060", "TCP 127.0.0.1 5070", "WS 127.0.0.1 5080");
        assertThat(endpoints(configuration.internal())).containsExactly("UDP 127.0.0.1 5065");
        assertThat(configuration.isSinglePort()).isFalse();
        assertThat(this.warnings).isEmpty();
    }

    @Test
    void udpAloneIsPossibleWithOneSetOfPortsAndWithTwo() throws Exception {
        assertThat(endpoints(read("externalUdpPort=5060").internal())).containsExactly("UDP 127.0.0.1 5060");
        assertThat(endpoints(read("externalUdpPort=5060", "internalUdpPort=5065").internal())).containsExactly("UDP 127.0.0.1 5065");
    }

    @Test
    void ipv6ComesBesidesIpv4() throws Exception {
        BalancerConfiguration configuration = read("externalPort=5060", "externalIpv6Port=5060", "internalPort=5065",
                "internalIpv6TcpPort=5066", "ipv6Host=::1", "internalIpv6Host=::1");
        assertThat(endpoints(configuration.external())).containsExactly("UDP 127.0.0.1 5060", "TCP 127.0.0.1 5060",
                "UDP 0:0:0:0:0:0:0:1 5060", "TCP 0:0:0:0:0:0:0:1 5060");
        assertThat(endpoints(configuration.internal())).contains("TCP 0:0:0:0:0:0:0:1 5066").hasSize(3);
        assertThat(endpoints(read("externalHost=::1", "externalPort=5060").external())).first().asString().contains(":1 5060");
    }

    @Test
    void whatCannotBeIsToldWithItsCure() {
        assertThatThrownBy(() -> read("externalTcpPort=5060", "externalWsPort=5060"))
                .hasMessageContaining("line 2: externalWsPort=5060 is the port of externalTcpPort, too; take another");
        assertThatThrownBy(() -> read("externalTlsPort=5061")).hasMessageContaining("needs a certificate: add javax.net.ssl.keyStore");
        assertThatThrownBy(() -> read("externalPort=5060", "externalIpv6Host=::1"))
                .hasMessageContaining("has no meaning without externalIpv6Port");
        assertThatThrownBy(() -> read("externalPort=5060", "externalIpv6Port=5060", "externalIpv6Host=127.0.0.2"))
                .hasMessageContaining("externalIpv6Host=127.0.0.2 is not an IPv6 address");
        assertThatThrownBy(() -> read("externalHost=::1", "externalUdpPort=5060", "externalIpv6UdpPort=5061"))
                .hasMessageContaining("is a second port for UDP at addresses of one family");
        assertThatThrownBy(() -> read("externalPort=5060", "internalUdpPort=5065", "internalTransport=tcp"))
                .hasMessageContaining("internalTransport=tcp needs a port for that transport on the same side: add internalTcpPort");
        assertThatThrownBy(() -> read("externalPort=5060", "internalTransport=sctp"))
                .hasMessageContaining("is none of UDP, TCP, TLS, WS, WSS");
        assertThatThrownBy(() -> read("externalPort=5060", "javax.net.ssl.keyStore=/nowhere/at/all", "tlsClientProtocols=SSLv1"))
                .hasMessageContaining("line 2: javax.net.ssl.keyStore=/nowhere/at/all is not a file that can be read")
                .hasMessageContaining("has SSLv1, which this Java machine does not know");
    }
}
