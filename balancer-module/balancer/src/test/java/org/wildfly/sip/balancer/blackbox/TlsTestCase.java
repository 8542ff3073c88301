/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Whom the balancer believes over TLS, and which transport a request takes on the other leg.
 */
class TlsTestCase {
    private static final String URI = "sip:bob@example.com";

    @TempDir
    static Path directory;
    private static TestCertificate ours;
    private static TestCertificate stranger;
    private static TestCertificate elsewhere;

    private Balancer balancer;

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = new TestCertificate(directory, "ours", "ip:127.0.0.1");
        stranger = new TestCertificate(directory, "stranger", "ip:127.0.0.1");
        elsewhere = new TestCertificate(directory, "elsewhere", "dns:elsewhere.example");
    }

    @AfterEach
    void stop() throws Exception {
        this.balancer.close();
    }

    private void start(TestCertificate trusted, String... more) throws Exception {
        List<String> lines = new ArrayList<>(List.of(more));
        lines.addAll(List.of("externalTlsPort=0", "internalTlsPort=0", ours.lines()[0], ours.lines()[1],
                "javax.net.ssl.trustStore=" + trusted.certificate()));
        this.balancer = new Balancer(lines.toArray(String[]::new));
    }

    private Party party(Transport transport, SSLContext tls) throws Exception {
        return this.balancer.add(Party.of(transport, Balancer.HOST, tls));
    }

    private Party phone(Transport transport, SSLContext tls) throws Exception {
        Party phone = party(transport, tls);
        phone.connect(this.balancer.running().addresses(Leg.EXTERNAL).get(transport));
        return phone;
    }

    private void register(Map<Transport, InetSocketAddress> addresses) {
        this.balancer.running().registry().nodeRegistered(NodeDescription.of("n1", "0", addresses), NodeState.UP);
    }

    private long count(Counter counter) {
        return this.balancer.running().statistics().get(counter);
    }

    @Test
    void aNodeWithACertificateThatIsNotTrustedGetsNothing() throws Exception {
        start(ours);
        Party node = party(Transport.TLS, stranger.context(ours));
        register(Map.of(Transport.TLS, node.address()));
        Party phone = phone(Transport.TCP, null);
        phone.send(phone.request("INVITE", URI));
        assertThatThrownBy(() -> {
            node.accept();
            node.receive();
        }).isInstanceOf(IOException.class);
        assertThat(phone.receive().status()).isEqualTo(503);
        assertThat(count(Counter.HANDSHAKE_FAILED)).isEqualTo(1);
    }

    @Test
    void aTrustedCertificateOfAnotherHostIsRefusedUnlessNamesAreNotLookedAt() throws Exception {
        for (boolean verify : new boolean[]{true, false}) {
            start(elsewhere, "tlsVerifyHostNames=" + verify);
            Party node = party(Transport.TLS, elsewhere.context(ours));
            register(Map.of(Transport.TLS, node.address()));
            Party phone = phone(Transport.TCP, null);
            phone.send(phone.request("INVITE", URI));
            node.accept();
            if (verify) {
                assertThatThrownBy(node::receive).isInstanceOf(IOException.class);
                assertThat(phone.receive().status()).isEqualTo(503);
                this.balancer.close();
            } else {
                assertThat(node.receive().method()).isEqualTo("INVITE");
            }
        }
    }

    @Test
    void clientsMustShowATrustedCertificateIfThatIsConfigured() throws Exception {
        start(ours, "tlsClientAuthentication=NEED");
        UdpPeer node = this.balancer.node("n1");
        Party good = phone(Transport.TLS, ours.context(ours));
        good.send(good.request("OPTIONS", URI));
        assertThat(node.receive().method()).isEqualTo("OPTIONS");
        Party bad = phone(Transport.TLS, stranger.context(ours));
        assertThatThrownBy(() -> {
            bad.send(bad.request("OPTIONS", URI));
            bad.receive();
        }).isInstanceOf(IOException.class);
        await().until(() -> count(Counter.HANDSHAKE_FAILED) == 1);
        assertThat(node.isQuiet()).isTrue();
    }

    @Test
    void whatIsNotTlsClosesItsOwnConnectionOnly() throws Exception {
        start(ours);
        UdpPeer node = this.balancer.node("n1");
        StreamParty plain = (StreamParty) party(Transport.TCP, null);
        plain.connect(this.balancer.running().addresses(Leg.EXTERNAL).get(Transport.TLS));
        plain.send(plain.request("OPTIONS", URI));
        assertThatThrownBy(plain::receive).isInstanceOf(IOException.class);
        Party good = phone(Transport.TLS, ours.context(ours));
        good.send(good.request("OPTIONS", URI));
        assertThat(node.receive().method()).isEqualTo("OPTIONS");
        assertThat(count(Counter.INTERNAL_ERROR)).isZero();
    }

    @Test
    void whatComesEncryptedGoesOnEncryptedUnlessTlsEndsHere() throws Exception {
        for (boolean terminate : new boolean[]{false, true}) {
            start(ours, "terminateTLSTraffic=" + terminate);
            Party encrypted = party(Transport.TLS, ours.context(ours));
            Party clear = party(Transport.TCP, null);
            register(Map.of(Transport.TLS, encrypted.address(), Transport.TCP, clear.address()));
            Party phone = phone(Transport.TLS, ours.context(ours));
            phone.send(phone.request("INVITE", URI));
            Party chosen = terminate ? clear : encrypted;
            chosen.accept();
            assertThat(chosen.receive().headers("Record-Route").get(1)).contains(";transport=tls;lr");
            if (!terminate) {
                this.balancer.close();
            }
        }
    }

    @Test
    void aSipsUriTakesNoWayInTheClearAndIsRecordedAsSuch() throws Exception {
        start(ours);
        UdpPeer insecure = this.balancer.node("n1");
        Party phone = phone(Transport.TLS, ours.context(ours));
        phone.send(phone.request("INVITE", "sips:bob@example.com"));
        assertThat(phone.receive().status()).isEqualTo(503);
        assertThat(insecure.isQuiet()).isTrue();
        Party node = party(Transport.TLS, ours.context(ours));
        register(Map.of(Transport.TLS, node.address(), Transport.UDP, insecure.address()));
        phone.send(phone.request("INVITE", "sips:bob@example.com"));
        node.accept();
        assertThat(node.receive().headers("Record-Route")).hasSize(2).allMatch(route -> route.matches("<sips:127.0.0.1:\\d+;lr;.*"));
    }

    @Test
    void aTransportTowardsNodesCanBeForced() throws Exception {
        start(ours, "internalTransport=tls");
        UdpPeer udp = this.balancer.node("n1");
        UdpPeer phone = this.balancer.phone();
        phone.send(this.balancer.external(), phone.request("INVITE", URI));
        assertThat(phone.receive().status()).isEqualTo(503);
        Party tls = party(Transport.TLS, ours.context(ours));
        register(Map.of(Transport.UDP, udp.address(), Transport.TLS, tls.address()));
        phone.send(this.balancer.external(), phone.request("INVITE", URI));
        tls.accept();
        assertThat(tls.receive().header("Via")).startsWith("SIP/2.0/TLS");
    }

    @Test
    void aTransportTowardsClientsCanBeForcedForThoseWhoNameNone() throws Exception {
        start(ours, "externalTransport=tcp");
        UdpPeer node = this.balancer.node("n1");
        Party phone = party(Transport.TCP, null);
        String uri = "sip:alice@127.0.0.1:" + phone.address().getPort();
        node.send(this.balancer.internal(), node.request("OPTIONS", uri));
        phone.accept();
        assertThat(phone.receive().header("Via")).startsWith("SIP/2.0/TCP");
        UdpPeer other = this.balancer.phone();
        node.send(this.balancer.internal(), node.request("OPTIONS", "sip:alice@127.0.0.1:" + other.address().getPort() + ";transport=udp"));
        assertThat(other.receive().header("Via")).startsWith("SIP/2.0/UDP");
    }
}
