/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.heartbeat.Transport;

/**
 * TLS to hosts that have to be looked up: the certificate must bear the name in the URI (RFC 5922 section 7), since what the domain name
 * system says of servers may be forged.
 */
class NamedCertificateTestCase {
    @TempDir
    private Path directory;
    private NameServer names;
    private Balancer balancer;
    private UdpPeer node;
    private Party server;

    @BeforeEach
    void start() throws Exception {
        TestCertificate certificate = new TestCertificate(this.directory, "example", "dns:example.test");
        this.names = new NameServer();
        this.balancer = new Balancer("externalTlsPort=0", "dnsServers=" + this.names.address(), String.join("\n", certificate.lines()));
        this.node = this.balancer.node("n1");
        this.server = this.balancer.add(Party.of(Transport.TLS, Balancer.HOST, certificate.context(certificate)));
        int port = this.server.address().getPort();
        this.names.host("a.example.net", Balancer.HOST).service("_sips._tcp.other.test", 1, 0, port, "a.example.net")
                .service("_sips._tcp.far.example.test", 1, 0, port, "a.example.net")
                .pointer("example.test", 1, 1, "SIP+D2T", "_sip._tcp.example.test")
                .pointer("example.test", 2, 1, "SIPS+D2T", "_sips._tcp.far.example.test");
    }

    @AfterEach
    void stop() throws Exception {
        this.balancer.close();
        this.names.close();
    }

    @Test
    void aSipsUriLeadsToWhoHasACertificateOfItsHost() throws Exception {
        this.node.send(this.balancer.internal(), this.node.request("INVITE", "sips:carol@example.test"));
        this.server.accept();
        Message invite = this.server.receive();
        assertThat(invite.header("Via")).startsWith("SIP/2.0/TLS ");
        assertThat(invite.headers("Record-Route")).hasSize(2).allMatch(route -> route.startsWith("<sips:"));
    }

    @Test
    void aRouteOfSipsIsRecordedAsSuch() throws Exception {
        this.node.send(this.balancer.internal(),
                this.node.request("INVITE", "sip:carol@example.test").with("Route: <sips:example.test;lr>"));
        this.server.accept();
        assertThat(this.server.receive().headers("Record-Route")).hasSize(2).allMatch(route -> route.startsWith("<sips:"));
    }

    @Test
    void whoHasACertificateOfAnotherHostGetsNothing() throws Exception {
        this.node.send(this.balancer.internal(), this.node.request("INVITE", "sips:carol@other.test"));
        this.server.accept();
        assertThatThrownBy(this.server::receive).isInstanceOf(IOException.class);
        assertThat(this.node.receive().status()).isEqualTo(503);
    }
}
